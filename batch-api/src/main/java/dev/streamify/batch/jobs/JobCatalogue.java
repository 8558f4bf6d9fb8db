package dev.streamify.batch.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.streamify.contract.EventContract;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All jobs, by name. */
public final class JobCatalogue {
  private static final ObjectMapper YAML =
      JsonMapper.builder(new YAMLFactory())
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .build();

  private final Map<String, JobDefinition> jobs;

  private JobCatalogue(Map<String, JobDefinition> jobs) {
    this.jobs = jobs;
  }

  /**
   * Makes the jobs of all files.
   *
   * @throws IllegalArgumentException when a file cannot be used; it names the file
   */
  static JobCatalogue of(
      EventContract contract, JobOverrides overrides, Collection<SqlFolder.Entry> files) {
    Map<String, JobDefinition> jobs = new TreeMap<>();
    for (SqlFolder.Entry file : files) {
      for (JobDefinition job : definitions(contract, overrides, file)) {
        if (jobs.put(job.name(), job) != null) {
          throw new IllegalArgumentException(
              "%s: the job '%s' is there twice".formatted(file.name(), job.name()));
        }
      }
    }
    requireDistinctGroups(jobs);
    return new JobCatalogue(jobs);
  }

  // Runs are asked for by job or by group, at the same place.
  private static void requireDistinctGroups(Map<String, JobDefinition> jobs) {
    for (JobDefinition job : jobs.values()) {
      if (jobs.containsKey(job.group())) {
        throw new IllegalArgumentException(
            "'%s' is a job and the group of job %s: rename the job"
                .formatted(job.group(), job.name()));
      }
    }
  }

  /** The jobs that come with this program. */
  public static JobCatalogue packaged(EventContract contract) {
    return packaged(contract, JobOverrides.NONE);
  }

  /** The jobs that come with this program, as a deployment wants them. */
  public static JobCatalogue packaged(EventContract contract, JobOverrides overrides) {
    return of(contract, overrides, SqlFolder.packaged().entries());
  }

  /**
   * The jobs of a group, each after those whose output it reads; empty when there is no such group.
   *
   * @throws IllegalArgumentException when jobs read from each other in a circle
   */
  public List<JobDefinition> group(String name) {
    List<JobDefinition> left =
        new ArrayList<>(jobs.values().stream().filter(job -> job.group().equals(name)).toList());
    List<JobDefinition> ordered = new ArrayList<>();
    while (!left.isEmpty()) {
      JobDefinition next =
          left.stream()
              .filter(
                  job -> left.stream().noneMatch(other -> !other.equals(job) && job.needs(other)))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "the jobs of group %s read from each other in a circle".formatted(name)));
      left.remove(next);
      ordered.add(next);
    }
    return ordered;
  }

  /** All jobs, by name. */
  public List<JobDefinition> all() {
    return List.copyOf(jobs.values());
  }

  /** The job of that name. */
  public Optional<JobDefinition> job(String name) {
    return Optional.ofNullable(jobs.get(name));
  }

  private static List<JobDefinition> definitions(
      EventContract contract, JobOverrides overrides, SqlFolder.Entry file) {
    JobFile parsed = parse(file);
    return Subject.all(contract, parsed.forEach()).stream()
        .map(subject -> definition(overrides, file, parsed, subject))
        .toList();
  }

  private static JobFile parse(SqlFolder.Entry file) {
    try {
      return YAML.readValue(file.yml(), JobFile.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s is not a job: %s".formatted(file.name(), e.getOriginalMessage()), e);
    }
  }

  private static JobDefinition definition(
      JobOverrides overrides, SqlFolder.Entry file, JobFile parsed, Subject subject) {
    String name = subject.named(parsed.job());
    return new JobDefinition(
        name,
        file.group(),
        subject.named(parsed.description()),
        parsed.kind(),
        subject.stream(),
        parsed.inputs().stream().map(subject::named).toList(),
        parsed.output().map(subject::named),
        parsed.uniqueKey(),
        parsed.parameters(),
        parsed.repairs(),
        checks(file, parsed, subject),
        overrides.retry(name, parsed.retry()),
        overrides.triggers(name, triggers(file, parsed)),
        file.statements());
  }

  private static JobTriggers triggers(SqlFolder.Entry file, JobFile parsed) {
    try {
      return new JobTriggers(parsed.schedule().map(Schedule::parse), parsed.sensor());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(file.name(), e.getMessage()), e);
    }
  }

  private static List<CheckDefinition> checks(
      SqlFolder.Entry file, JobFile parsed, Subject subject) {
    List<CheckDefinition> checks = new ArrayList<>();
    Set<String> names = new HashSet<>();
    try {
      for (CheckFile check : parsed.checks()) {
        for (CheckDefinition definition :
            check.definitions(subject, part -> statement(file, part))) {
          if (!names.add(definition.name())) {
            throw new IllegalArgumentException(
                "two checks are called '%s': give one a name".formatted(definition.name()));
          }
          checks.add(definition);
        }
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(file.name(), e.getMessage()), e);
    }
    return checks;
  }

  private static String statement(SqlFolder.Entry file, String part) {
    String statement = file.statements().get(part);
    if (statement == null) {
      throw new IllegalArgumentException("there is no statement '%s' beside it".formatted(part));
    }
    return statement;
  }
}
