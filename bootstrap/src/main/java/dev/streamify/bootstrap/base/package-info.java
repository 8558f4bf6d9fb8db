/** What all commands share: settings, patience, failures. */
package dev.streamify.bootstrap.base;
