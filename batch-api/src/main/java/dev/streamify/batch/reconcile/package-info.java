/** Whether everything that reached the raw topics is where it belongs. */
package dev.streamify.batch.reconcile;
