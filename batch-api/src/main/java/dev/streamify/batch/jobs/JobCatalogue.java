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
  static JobCatalogue of(EventContract contract, Collection<SqlFolder.Entry> files) {
    Map<String, JobDefinition> jobs = new TreeMap<>();
    for (SqlFolder.Entry file : files) {
      for (JobDefinition job : definitions(contract, file)) {
        if (jobs.put(job.name(), job) != null) {
          throw new IllegalArgumentException(
              "%s: the job '%s' is there twice".formatted(file.name(), job.name()));
        }
      }
    }
    return new JobCatalogue(jobs);
  }

  /** The jobs that come with this program. */
  public static JobCatalogue packaged(EventContract contract) {
    return of(contract, SqlFolder.packaged().entries());
  }

  /** All jobs, by name. */
  public List<JobDefinition> all() {
    return List.copyOf(jobs.values());
  }

  /** The job of that name. */
  public Optional<JobDefinition> job(String name) {
    return Optional.ofNullable(jobs.get(name));
  }

  private static List<JobDefinition> definitions(EventContract contract, SqlFolder.Entry file) {
    JobFile parsed = parse(file);
    return Subject.all(contract, parsed.forEach()).stream()
        .map(subject -> definition(file, parsed, subject))
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

  private static JobDefinition definition(SqlFolder.Entry file, JobFile parsed, Subject subject) {
    return new JobDefinition(
        subject.named(parsed.job()),
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
        file.statements());
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
