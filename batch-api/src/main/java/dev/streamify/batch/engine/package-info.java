/** The SQL engine as jobs see it; who it is stays behind this package. */
package dev.streamify.batch.engine;
