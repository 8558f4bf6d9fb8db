/**
 * Writes the sink files that are committed beside this code; nothing here runs in the data's way.
 */
package dev.streamify.connect;
