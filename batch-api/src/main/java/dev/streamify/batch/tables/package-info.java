/** What the lakehouse holds, from table metadata alone. */
package dev.streamify.batch.tables;
