/** What enrichment rejected, as it landed in the table of dead letters. */
package dev.streamify.batch.letters;
