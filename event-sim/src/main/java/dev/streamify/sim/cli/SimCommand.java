package dev.streamify.sim.cli;

import dev.streamify.contract.EventContract;
import dev.streamify.sim.event.EventSource;
import dev.streamify.sim.event.SourceException;
import dev.streamify.sim.event.Truth;
import dev.streamify.sim.fault.FaultInjector;
import dev.streamify.sim.fault.FaultShares;
import dev.streamify.sim.kafka.FeedException;
import dev.streamify.sim.kafka.FeederOptions;
import dev.streamify.sim.kafka.KafkaFeeder;
import dev.streamify.sim.model.Simulation;
import dev.streamify.sim.output.FileOutput;
import dev.streamify.sim.replay.NdjsonReplay;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code event-sim}. */
@Command(
    name = "event-sim",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Feeds Kafka's raw topics, or writes NDJSON files, with simulated or replayed events.",
      "Exit codes: 0 done, 2 bad arguments or something that is needed is not usable."
    })
public final class SimCommand implements Callable<Integer> {
  private static final int UNUSABLE = 2;

  private final EventContract contract;
  private final Clock clock;
  private final PrintWriter out;
  private final BooleanSupplier stop;

  @Mixin private WhatOptions what;
  @Mixin private WhenOptions when;
  @Mixin private WhereOptions where;

  private SimCommand(EventContract contract, Clock clock, PrintWriter out, BooleanSupplier stop) {
    this.contract = contract;
    this.clock = clock;
    this.out = out;
    this.stop = stop;
  }

  /**
   * Runs the command.
   *
   * @param args the command line's arguments
   * @param clock tells what now is
   * @param out for the result
   * @param err for errors, one line each
   * @param stop ends producing early when true
   * @return the exit code
   */
  public static int run(
      String[] args, Clock clock, PrintWriter out, PrintWriter err, BooleanSupplier stop) {
    SimCommand command = new SimCommand(EventContract.standard(), clock, out, stop);
    return new CommandLine(command)
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler((e, arguments) -> fail(err, e.getMessage()))
        .setExecutionExceptionHandler((e, line, result) -> failOrThrow(err, e))
        .execute(args);
  }

  private static int fail(PrintWriter err, String message) {
    err.println("event-sim: " + message);
    err.flush();
    return UNUSABLE;
  }

  private static int failOrThrow(PrintWriter err, Exception e) throws Exception {
    if (e instanceof SourceException || e instanceof FeedException) {
      return fail(err, e.getMessage());
    }
    throw e;
  }

  @Override
  public Integer call() {
    boolean toKafka = where.outputDir == null;
    if (toKafka && (where.bootstrapServers == null || where.bootstrapServers.isBlank())) {
      throw new SourceException("nowhere to write to: give --bootstrap-servers or --output-dir");
    }
    report(produce(Plan.of(what, when, clock), toKafka));
    return 0;
  }

  private Truth produce(Plan plan, boolean toKafka) {
    try (EventSource source = source(plan);
        ProgressLine progress = ProgressLine.onConsole(out)) {
      return toKafka
          ? new KafkaFeeder(contract, FeederOptions.of(where.bootstrapServers, System.getenv()))
              .feed(source, Map.of(), plan.pacer(), progress, stop)
              .truth()
          : new FileOutput(contract, where.outputDir).write(source, plan.pacer(), progress, stop);
    }
  }

  private EventSource source(Plan plan) {
    EventSource events =
        plan.simulation()
            .map(options -> Simulation.of(options, contract))
            .orElseGet(() -> NdjsonReplay.of(what.replay, contract, out::println));
    out.println(plan.description());
    out.flush();
    FaultShares shares = new FaultShares(what.duplicates, what.malformed, what.late, plan.seed());
    return FaultInjector.wrap(events, shares, contract);
  }

  private void report(Truth truth) {
    truth
        .streams()
        .forEach(
            (stream, counts) ->
                out.printf(
                    "%-20s %s events (%s of them late), %s duplicates, %s malformed%n",
                    stream, counts.base(), counts.late(), counts.duplicates(), counts.malformed()));
    out.flush();
    if (where.truth != null) {
      try {
        Files.writeString(where.truth, truth.toJson() + "\n", StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new SourceException("--truth %s cannot be written: %s".formatted(where.truth, e), e);
      }
    }
  }
}
