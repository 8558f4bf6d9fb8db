package dev.streamify.bootstrap.catalog;

import dev.streamify.bootstrap.base.Environment;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sets up the catalogue in Apache Polaris. */
@Command(
    name = "catalog",
    description = {
      "Sets up the catalogue in Apache Polaris: storage, principal, roles, grants, namespace.",
      "POLARIS_URL (http://127.0.0.1:8181), POLARIS_ROOT_CREDENTIAL (ID:SECRET), and",
      "STREAMIFY_BOOTSTRAP_STORAGE_LOCATION (s3://BUCKET/PATH) have to be set; the others are in docs/bootstrap.md."
    })
public final class CatalogCommand implements Callable<Integer> {
  private final Environment environment;

  @Spec private CommandSpec spec;

  @Option(
      names = "--print-credentials",
      description = "Print the principal's credential, and nothing else, on standard output.")
  private boolean printCredentials;

  /** With these settings. */
  public CatalogCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    CatalogSettings settings = CatalogSettings.of(environment);
    // Whoever redirects the credential into a file gets no prose in it.
    var out = printCredentials ? spec.commandLine().getErr() : spec.commandLine().getOut();
    Polaris polaris = new Polaris(settings.url(), settings.realm());
    Polaris root = polaris.signIn(settings.root(), environment.patience());
    CatalogSetup setup = new CatalogSetup(root, settings, out::println);
    setup.run();
    Credential credential = new Credentials(root, settings, out::println).provide();
    setup.verify(polaris.signIn(credential, environment.patience()));
    if (printCredentials) {
      spec.commandLine().getOut().println(CredentialFile.VARIABLE + "=" + credential.text());
      spec.commandLine().getOut().flush();
    }
    return 0;
  }
}
