/** Creates and widens the tables of the event contract when the service starts. */
package dev.streamify.batch.bootstrap;
