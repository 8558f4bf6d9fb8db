/** Tells OpenLineage what runs read and wrote. */
package dev.streamify.batch.openlineage;
