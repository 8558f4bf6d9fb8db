package dev.streamify.batch.triggers;

import dev.streamify.batch.control.Caller;
import dev.streamify.batch.http.ApiException;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Schedules and sensors: what starts runs by itself, and how to make it pause. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "triggers")
public class TriggersResource {
  private final JobCatalogue jobs;
  private final TriggerStore store;
  private final TriggersConfig config;
  private final Caller caller;
  private final Clock clock;

  TriggersResource(
      JobCatalogue jobs, TriggerStore store, TriggersConfig config, Caller caller, Clock clock) {
    this.jobs = jobs;
    this.store = store;
    this.config = config;
    this.caller = caller;
    this.clock = clock;
  }

  /** All schedules. */
  @GET
  @Path("schedules")
  @Operation(summary = "All jobs with a schedule: when they are due, and whether it is paused")
  public ScheduleList schedules() {
    Map<String, TriggerState> states = store.all(TriggerKind.SCHEDULE);
    return new ScheduleList(
        config.enabled(),
        jobs.all().stream()
            .filter(job -> job.triggers().schedule().isPresent())
            .map(job -> schedule(job, state(states, job, TriggerKind.SCHEDULE)))
            .toList());
  }

  private static TriggerState state(
      Map<String, TriggerState> states, JobDefinition job, TriggerKind kind) {
    return states.getOrDefault(job.name(), TriggerState.fresh(job.name(), kind));
  }

  /** Pauses a schedule. */
  @POST
  @Path("schedules/{job}/pause")
  @Operation(summary = "Pauses a job's schedule until it is resumed, also over restarts")
  public ScheduleView pauseSchedule(
      @Parameter(description = "The job's name", example = "reconciliation") @PathParam("job")
          String job) {
    return changeSchedule(job, Optional.of(caller.name()));
  }

  /** Lets a schedule go on. */
  @POST
  @Path("schedules/{job}/resume")
  @Operation(summary = "Lets a job's schedule go on; what was due meanwhile is not made up for")
  public ScheduleView resumeSchedule(
      @Parameter(description = "The job's name", example = "reconciliation") @PathParam("job")
          String job) {
    return changeSchedule(job, Optional.empty());
  }

  private ScheduleView changeSchedule(String name, Optional<String> pausedBy) {
    JobDefinition job =
        jobs.job(name)
            .filter(found -> found.triggers().schedule().isPresent())
            .orElseThrow(() -> ApiException.notFound("job with a schedule", name));
    return schedule(job, store.pause(name, TriggerKind.SCHEDULE, pausedBy, clock.instant()));
  }

  private ScheduleView schedule(JobDefinition job, TriggerState state) {
    var schedule = job.triggers().schedule().orElseThrow();
    return new ScheduleView(
        job.name(),
        schedule.toString(),
        state.pausedBy().isPresent(),
        state.pausedBy(),
        state.changedAt(),
        state.pausedBy().isPresent() || !config.enabled()
            ? Optional.empty()
            : schedule.nextAfter(clock.instant()),
        state.firedAt(),
        state.lastRun());
  }

  /** All sensors. */
  @GET
  @Path("sensors")
  @Operation(summary = "All jobs that run after new data: what they have seen, and whether paused")
  public SensorList sensors() {
    Map<String, TriggerState> states = store.all(TriggerKind.SENSOR);
    return new SensorList(
        config.enabled(),
        jobs.all().stream()
            .filter(job -> job.triggers().sensor().isPresent())
            .map(job -> sensor(job, state(states, job, TriggerKind.SENSOR)))
            .toList());
  }

  /** Pauses a sensor. */
  @POST
  @Path("sensors/{job}/pause")
  @Operation(summary = "Pauses a job's sensor until it is resumed, also over restarts")
  public SensorView pauseSensor(
      @Parameter(description = "The job's name", example = "silver_listen_events") @PathParam("job")
          String job) {
    return changeSensor(job, Optional.of(caller.name()));
  }

  /** Lets a sensor go on. */
  @POST
  @Path("sensors/{job}/resume")
  @Operation(summary = "Lets a job's sensor go on; data that came meanwhile is new to it")
  public SensorView resumeSensor(
      @Parameter(description = "The job's name", example = "silver_listen_events") @PathParam("job")
          String job) {
    return changeSensor(job, Optional.empty());
  }

  private SensorView changeSensor(String name, Optional<String> pausedBy) {
    JobDefinition job =
        jobs.job(name)
            .filter(found -> found.triggers().sensor().isPresent())
            .orElseThrow(() -> ApiException.notFound("job with a sensor", name));
    return sensor(job, store.pause(name, TriggerKind.SENSOR, pausedBy, clock.instant()));
  }

  private static SensorView sensor(JobDefinition job, TriggerState state) {
    var sensor = job.triggers().sensor().orElseThrow();
    return new SensorView(
        job.name(),
        job.inputs(),
        sensor.quiet().toSeconds(),
        sensor.atMost().toSeconds(),
        state.pausedBy().isPresent(),
        state.pausedBy(),
        state.changedAt(),
        state.firedAt(),
        state.lastRun(),
        state.seen().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    entry -> entry.getValue().toString(),
                    (one, other) -> other,
                    TreeMap::new)));
  }

  /**
   * Schedules.
   *
   * @param enabled whether this deployment looks at them at all
   * @param schedules by job
   */
  public record ScheduleList(boolean enabled, List<ScheduleView> schedules) {}

  /**
   * A schedule.
   *
   * @param job the job
   * @param cron when it is due, as crontab has it, UTC
   * @param paused whether it is paused
   * @param pausedBy by whom
   * @param changedAt when it was last paused or resumed, UTC
   * @param nextAt when it is due next, UTC; absent while paused
   * @param lastAt the last due time that was seen to, UTC
   * @param lastRun the run that it last asked for
   */
  public record ScheduleView(
      String job,
      String cron,
      boolean paused,
      Optional<String> pausedBy,
      Optional<Instant> changedAt,
      Optional<Instant> nextAt,
      Optional<Instant> lastAt,
      Optional<String> lastRun) {}

  /**
   * Sensors.
   *
   * @param enabled whether this deployment looks at them at all
   * @param sensors by job
   */
  public record SensorList(boolean enabled, List<SensorView> sensors) {}

  /**
   * A sensor.
   *
   * @param job the job
   * @param inputs the tables that it looks at
   * @param quietSeconds it asks for a run once no further data came for that long
   * @param atMostSeconds but not later than that after the first
   * @param paused whether it is paused
   * @param pausedBy by whom
   * @param changedAt when it was last paused or resumed, UTC
   * @param lastAt when it last asked for a run, UTC
   * @param lastRun the run that it last asked for
   * @param seen the snapshots for which it has asked for a run, by table
   */
  public record SensorView(
      String job,
      List<String> inputs,
      long quietSeconds,
      long atMostSeconds,
      boolean paused,
      Optional<String> pausedBy,
      Optional<Instant> changedAt,
      Optional<Instant> lastAt,
      Optional<String> lastRun,
      Map<String, String> seen) {}
}
