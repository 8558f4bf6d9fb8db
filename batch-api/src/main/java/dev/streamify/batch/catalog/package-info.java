/** The Iceberg catalog: where its settings come from, and how it is reached. */
package dev.streamify.batch.catalog;
