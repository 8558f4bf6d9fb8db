/** The service's own database: what it is, how it is reached, how its tables come to be. */
package dev.streamify.batch.database;
