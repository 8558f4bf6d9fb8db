/** Who may do what, what must hold before the service starts, and what is remembered of changes. */
package dev.streamify.batch.security;
