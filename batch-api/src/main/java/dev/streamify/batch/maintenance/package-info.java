/** Keeps tables small and fast: compaction, expiry, and what nobody refers to any more. */
package dev.streamify.batch.maintenance;
