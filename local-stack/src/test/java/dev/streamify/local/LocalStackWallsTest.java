package dev.streamify.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LocalStackWallsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.streamify.local");

  @Test
  void guardAndLauncherUseNothingButTheJdk() {
    classes()
        .that()
        .resideInAnyPackage("..local.guard..", "..local.launch..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "dev.streamify.local.guard..", "dev.streamify.local.launch..")
        .check(CLASSES);
  }

  @Test
  void theServicesAreReachedThroughTheirProcessesOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.streamify.enrich..", "dev.streamify.batch..", "dev.streamify.spark..")
        .check(CLASSES);
  }

  @Test
  void packagesDoNotDependOnEachOtherInCircles() {
    slices().matching("dev.streamify.local.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
