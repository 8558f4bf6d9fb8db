package dev.streamify.enrich;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.conditions.ArchConditions.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class WallsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.streamify.enrich");

  @Test
  void recordsKnowTheContractAndTheJsonWriterOnly() {
    classes()
        .that()
        .resideInAPackage("dev.streamify.enrich.record..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "dev.streamify.contract..",
            "dev.streamify.enrich.record..",
            "com.fasterxml.jackson.core..")
        .check(CLASSES);
  }

  @Test
  void theTopologyKnowsKafkaButNoFramework() {
    classes()
        .that()
        .resideInAPackage("dev.streamify.enrich.topology..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "dev.streamify.contract..",
            "dev.streamify.enrich.record..",
            "dev.streamify.enrich.topology..",
            "org.apache.kafka..")
        .check(CLASSES);
  }

  @Test
  void nothingReadsTheSystemClockOrTheDefaultZone() {
    classes()
        .that()
        .resideInAPackage("dev.streamify.enrich..")
        .should(not(callMethod(System.class, "currentTimeMillis")))
        .andShould(not(callMethod(ZoneId.class, "systemDefault")))
        .check(CLASSES);
  }
}
