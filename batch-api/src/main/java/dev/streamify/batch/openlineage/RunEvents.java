package dev.streamify.batch.openlineage;

import dev.streamify.batch.engine.Engine;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.runs.Origin;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunError;
import dev.streamify.batch.runs.RunId;
import dev.streamify.batch.runs.RunOutcome;
import dev.streamify.batch.runs.RunState;
import dev.streamify.openlineage.RunIdentity;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.openlineage.client.OpenLineage.RunFacetsBuilder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes events of runs. */
final class RunEvents {
  private static final DateTimeFormatter TIME_OF_ID =
      DateTimeFormatter.ofPattern("yyyyMMdd't'HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int LENGTH_OF_TIME = 18;

  private final OpenLineage model;
  private final String namespace;
  private final JobCatalogue jobs;
  private final TableDatasets tables;
  private final Engine engine;

  RunEvents(
      OpenLineage model, String namespace, JobCatalogue jobs, TableDatasets tables, Engine engine) {
    this.model = model;
    this.namespace = namespace;
    this.jobs = jobs;
    this.tables = tables;
    this.engine = engine;
  }

  /** The UUID of a run: its time, which its id begins with, and a hash of the id. */
  static UUID uuid(RunId run) {
    Instant at =
        RunId.isWellFormed(run.value())
            ? TIME_OF_ID.parse(run.value().substring(0, LENGTH_OF_TIME), Instant::from)
            : Instant.EPOCH;
    return RunIdentity.of(at, run.value());
  }

  /** The event of something that happened to a run. */
  OpenLineage.RunEvent of(EventType type, Instant at, Run run, Optional<Run> parent) {
    Optional<JobDefinition> job =
        run.kind() == Run.Kind.JOB ? jobs.job(run.request().job()) : Optional.empty();
    Optional<RunOutcome> outcome =
        type == EventType.COMPLETE && run.state() instanceof RunState.Completed completed
            ? Optional.of(completed.outcome())
            : Optional.empty();
    return model
        .newRunEventBuilder()
        .eventTime(at.atZone(ZoneOffset.UTC))
        .eventType(type)
        .run(model.newRunBuilder().runId(uuid(run.id())).facets(facets(type, run, parent)).build())
        .job(job(run, job))
        .inputs(job.map(known -> inputs(known, outcome)).orElse(List.of()))
        .outputs(job.map(known -> outputs(known, outcome)).orElse(List.of()))
        .build();
  }

  private OpenLineage.Job job(Run run, Optional<JobDefinition> job) {
    OpenLineage.JobFacetsBuilder facets =
        model
            .newJobFacetsBuilder()
            .jobType(
                model
                    .newJobTypeJobFacetBuilder()
                    .processingType("BATCH")
                    .integration("STREAMIFY")
                    .jobType(run.kind().name())
                    .build());
    job.ifPresent(
        known ->
            facets.documentation(
                model
                    .newDocumentationJobFacetBuilder()
                    .description(known.description().strip())
                    .build()));
    return model
        .newJobBuilder()
        .namespace(namespace)
        .name(jobName(run))
        .facets(facets.build())
        .build();
  }

  /** A backfill's parts have the name of the job or group itself. */
  private static String jobName(Run run) {
    return run.kind() == Run.Kind.BACKFILL
        ? run.request().job() + ".backfill"
        : run.request().job();
  }

  private OpenLineage.RunFacets facets(EventType type, Run run, Optional<Run> parent) {
    RunFacetsBuilder facets = model.newRunFacetsBuilder().put("streamify_run", ours(run));
    parent.ifPresent(whole -> facets.parent(parentFacet(whole)));
    dueAt(run)
        .ifPresent(
            due ->
                facets.nominalTime(
                    model
                        .newNominalTimeRunFacetBuilder()
                        .nominalStartTime(due.atZone(ZoneOffset.UTC))
                        .build()));
    if (run.kind() == Run.Kind.JOB) {
      facets.processing_engine(
          model
              .newProcessingEngineRunFacetBuilder()
              .name("spark")
              .version(engine.version())
              .build());
    }
    if (type == EventType.FAIL && run.state() instanceof RunState.Failed failed) {
      facets.errorMessage(error(failed.error()));
    }
    return facets.build();
  }

  private OpenLineage.RunFacet ours(Run run) {
    OpenLineage.RunFacet facet = model.newRunFacet();
    Map<String, Object> values = facet.getAdditionalProperties();
    values.put("run_id", run.id().value());
    values.put("correlation_id", run.correlationId());
    values.put("cause", run.origin().cause().name().toLowerCase(Locale.ROOT));
    values.put("mode", run.request().mode().name().toLowerCase(Locale.ROOT));
    values.put("attempts", run.attempt());
    run.request().range().from().ifPresent(date -> values.put("from", date.toString()));
    run.request().range().to().ifPresent(date -> values.put("to", date.toString()));
    if (run.state() instanceof RunState.Aborted aborted) {
      values.put("reason", aborted.reason());
    }
    return facet;
  }

  private OpenLineage.ParentRunFacet parentFacet(Run whole) {
    return model
        .newParentRunFacetBuilder()
        .run(model.newParentRunFacetRunBuilder().runId(uuid(whole.id())).build())
        .job(model.newParentRunFacetJobBuilder().namespace(namespace).name(jobName(whole)).build())
        .build();
  }

  /** A schedule's runs have the time that they were due in their key. */
  private static Optional<Instant> dueAt(Run run) {
    return run.origin().cause() == Origin.Cause.SCHEDULE
        ? run.key().map(key -> key.substring(key.lastIndexOf('/') + 1)).flatMap(RunEvents::time)
        : Optional.empty();
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private OpenLineage.ErrorMessageRunFacet error(RunError error) {
    Optional<RunError.Cause> cause = error.cause();
    return model
        .newErrorMessageRunFacetBuilder()
        .message(error.message())
        .programmingLanguage(cause.flatMap(RunError.Cause::statement).isPresent() ? "SQL" : "JAVA")
        .stackTrace(cause.map(RunEvents::trace).orElse(null))
        .build();
  }

  private static String trace(RunError.Cause cause) {
    return "%s: %s%s"
        .formatted(
            cause.exception(),
            cause.message(),
            cause.statement().map(statement -> "\n" + statement).orElse(""));
  }

  private List<OpenLineage.InputDataset> inputs(JobDefinition job, Optional<RunOutcome> outcome) {
    List<RunOutcome.Input> read = outcome.map(RunOutcome::inputs).orElse(List.of());
    if (read.isEmpty()) {
      return job.inputs().stream()
          .flatMap(name -> tables.input(name, Optional.empty(), Optional.empty()).stream())
          .toList();
    }
    // How many rows came of which of several inputs is not known.
    Optional<Long> rows =
        read.size() == 1 ? outcome.map(done -> done.metrics().get("rows_read")) : Optional.empty();
    return read.stream()
        .flatMap(input -> tables.input(input.table(), input.toSnapshot(), rows).stream())
        .toList();
  }

  private List<OpenLineage.OutputDataset> outputs(JobDefinition job, Optional<RunOutcome> outcome) {
    Optional<Long> published = outcome.flatMap(RunOutcome::outputSnapshot);
    return job.output().flatMap(name -> tables.output(name, published)).stream().toList();
  }
}
