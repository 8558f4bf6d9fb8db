/** From the bytes of topics that sinks read to the values that the Iceberg sink writes. */
package dev.streamify.connect.converter;
