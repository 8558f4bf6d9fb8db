/** The Quarkus shell: configuration, life cycle, health and metrics of the topology. */
package dev.streamify.enrich.service;
