package dev.streamify.batch;

import dev.streamify.batch.catalog.CatalogSettings;
import dev.streamify.batch.catalog.Lakehouse;
import dev.streamify.batch.database.Database;
import dev.streamify.batch.database.DatabaseConfig;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobOverrides;
import dev.streamify.batch.kafka.KafkaSettings;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.settings.EnvironmentProperties;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The objects that know nothing of the framework. */
class Wiring {
  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  EventContract contract() {
    return EventContract.standard();
  }

  @Produces
  @Singleton
  JobCatalogue jobs(EventContract contract, Config config) {
    return JobCatalogue.packaged(
        contract,
        new JobOverrides(name -> config.getOptionalValue(name, String.class).orElse(null)));
  }

  @Produces
  @Singleton
  Database database(DatabaseConfig config) {
    return Database.open(config);
  }

  void close(@Disposes Database database) {
    database.close();
  }

  @Produces
  @Singleton
  Lakehouse lakehouse(Config config) {
    return new Lakehouse(
        CatalogSettings.fromVariables(variables(config, EnvironmentProperties.CATALOG_PREFIX)));
  }

  @Produces
  @Singleton
  KafkaSettings kafka(
      Config config,
      @ConfigProperty(name = "streamify.batch.kafka.bootstrap-servers") String bootstrapServers) {
    return KafkaSettings.of(
        bootstrapServers, variables(config, EnvironmentProperties.KAFKA_PREFIX));
  }

  private static Map<String, String> variables(Config config, String prefix) {
    Map<String, String> variables = new TreeMap<>();
    for (String name : config.getPropertyNames()) {
      if (name.startsWith(prefix)) {
        config.getOptionalValue(name, String.class).ifPresent(value -> variables.put(name, value));
      }
    }
    return variables;
  }
}
