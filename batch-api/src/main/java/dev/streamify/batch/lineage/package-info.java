/** What is made of what, derived from the event contract and the jobs. */
package dev.streamify.batch.lineage;
