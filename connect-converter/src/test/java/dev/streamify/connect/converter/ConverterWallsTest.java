package dev.streamify.connect.converter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class ConverterWallsTest {
  /** It lives in the plugin folder: the worker gives it Kafka's API, and nothing else is there. */
  @Test
  void theConverterNeedsTheContractJacksonsCoreAndKafkasApi() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.streamify.connect.converter..",
            "dev.streamify.contract..",
            "com.fasterxml.jackson.core..",
            "org.apache.kafka.common..",
            "org.apache.kafka.connect..",
            "java..")
        .check(new ClassFileImporter().importPath("target/classes"));
  }
}
