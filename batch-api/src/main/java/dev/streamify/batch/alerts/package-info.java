/** Tells people what is wrong, once, and when it is over; also where there is no Prometheus. */
package dev.streamify.batch.alerts;
