package dev.streamify.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ContractWallsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.streamify.contract");

  @Test
  void theContractUsesNothingButTheJdk() {
    classes()
        .that()
        .resideInAPackage("dev.streamify.contract..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "dev.streamify.contract..")
        .check(CLASSES);
  }
}
