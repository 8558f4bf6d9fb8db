package dev.streamify.batch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class WallsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.streamify.batch");

  @Test
  void thereAreClassesToLookAt() {
    assertThat(CLASSES).hasSizeGreaterThan(50);
  }

  @Test
  void onlyTheSparkPackageKnowsSpark() {
    classes()
        .that()
        .resideInAPackage("..batch.spark..")
        .and()
        .haveSimpleNameStartingWith("SparkEngine")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.spark..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("..batch.spark..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.sparkproject..", "scala..")
        .check(CLASSES);
  }

  @Test
  void onlyResourcesAndTheHttpPackageKnowHttp() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Resource")
        .and()
        .resideOutsideOfPackage("..batch.http..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.ws.rs..", "org.jboss.resteasy..")
        .check(CLASSES);
  }

  @Test
  void packagesDoNotDependOnEachOtherInCircles() {
    slices().matching("dev.streamify.batch.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
