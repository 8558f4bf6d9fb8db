/** What all resources have in common: problem details instead of stack traces. */
package dev.streamify.batch.http;
