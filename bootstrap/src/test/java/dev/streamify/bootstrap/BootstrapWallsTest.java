package dev.streamify.bootstrap;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class BootstrapWallsTest {
  private static final JavaClasses CLASSES = new ClassFileImporter().importPath("target/classes");

  @Test
  void packages_do_not_depend_on_each_other_in_circles() {
    slices().matching("dev.streamify.bootstrap.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void only_the_main_class_ends_the_process() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Bootstrap.class.getName())
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
  }
}
