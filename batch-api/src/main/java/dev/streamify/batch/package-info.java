/** The run service: tables, jobs and runs of the lakehouse, over HTTP. */
package dev.streamify.batch;
