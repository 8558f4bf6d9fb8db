package dev.streamify.bootstrap.sinks;

import dev.streamify.bootstrap.base.BootstrapException;
import dev.streamify.bootstrap.base.Environment;
import dev.streamify.bootstrap.base.Patience;
import dev.streamify.bootstrap.http.JsonApi;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Registers the sinks. */
@Command(
    name = "sinks",
    description = {
      "POSTs the sink files to Kafka Connect, after a look at what they need.",
      "CONNECT_URL (http://127.0.0.1:8083), STREAMIFY_SINKS_DIR (connect-config/sinks),",
      "BATCH_API_URL (not asked when not set): whether the tables are there,",
      "KAFKA_BOOTSTRAP_SERVERS, STREAMIFY_KAFKA_* (not asked when not set): whether the topics are."
    })
public final class SinksCommand implements Callable<Integer> {
  private final Environment environment;

  @Spec private CommandSpec spec;

  /** With these settings. */
  public SinksCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Patience patience = environment.patience();
    List<SinkFile> sinks =
        SinkFile.all(
            Path.of(environment.optional("STREAMIFY_SINKS_DIR").orElse("connect-config/sinks")));
    ConnectWorker worker = new ConnectWorker(connect());
    worker.awaitAnswer(patience);
    List<String> missing = new Preflight(environment, worker, patience).missing(sinks);
    if (!missing.isEmpty()) {
      throw BootstrapException.failed(
          "the sinks are not registered, as %d things are missing:%n- %s"
              .formatted(missing.size(), String.join(System.lineSeparator() + "- ", missing)));
    }
    for (SinkFile sink : sinks) {
      out.println(worker.register(sink, patience) + " " + sink.name());
    }
    worker.awaitRunning(sinks, patience);
    out.printf("%d sinks are running%n", sinks.size());
    return 0;
  }

  private JsonApi connect() {
    Optional<String> authorization =
        environment
            .optional("STREAMIFY_CONNECT_USER")
            .map(
                user -> {
                  String password =
                      environment.required(
                          "STREAMIFY_CONNECT_PASSWORD", "the password of STREAMIFY_CONNECT_USER");
                  byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
                  return "Basic " + Base64.getEncoder().encodeToString(both);
                });
    return new JsonApi(
        environment.url("CONNECT_URL", "http://127.0.0.1:8083"), authorization, Optional.empty());
  }
}
