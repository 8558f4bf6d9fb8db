/** Whether the service can do its work. */
package dev.streamify.batch.health;
