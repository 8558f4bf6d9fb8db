/** From bronze to silver: what is new, what of it is kept, and how it is published. */
package dev.streamify.batch.silver;
