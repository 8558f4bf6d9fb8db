/** What can be run: the jobs that the yml and sql files describe. */
package dev.streamify.batch.jobs;
