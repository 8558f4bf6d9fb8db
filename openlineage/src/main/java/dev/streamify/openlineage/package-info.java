/** Events of the OpenLineage specification: what they are made of, and how they are sent. */
package dev.streamify.openlineage;
