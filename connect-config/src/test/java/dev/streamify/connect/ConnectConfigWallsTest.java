package dev.streamify.connect;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class ConnectConfigWallsTest {
  @Test
  void sinkFilesFollowFromTheContractAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.streamify.connect..",
            "dev.streamify.contract..",
            "com.fasterxml.jackson..",
            "java..")
        .check(new ClassFileImporter().importPath("target/classes"));
  }
}
