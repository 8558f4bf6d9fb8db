/** How people and programs ask for runs, follow them and end them. */
package dev.streamify.batch.control;
