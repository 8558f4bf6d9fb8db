/** What one replica of several sees to. */
package dev.streamify.batch.duties;
