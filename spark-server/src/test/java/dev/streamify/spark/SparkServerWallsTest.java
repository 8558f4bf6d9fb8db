package dev.streamify.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class SparkServerWallsTest {
  private static final JavaClasses CLASSES =
      // The folder alone: the class path is all of Spark.
      new ClassFileImporter().importPath("target/classes");

  @Test
  void theServerKnowsNothingOfEventsOrServices() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.streamify.contract..", "dev.streamify.batch..", "dev.streamify.local..")
        .check(CLASSES);
  }

  @Test
  void onlyTheMainClassIsPublic() {
    classes()
        .that()
        .doNotHaveSimpleName("SparkServer")
        .and()
        .doNotHaveSimpleName("package-info")
        .should()
        .notBePublic()
        .check(CLASSES);
  }
}
