package dev.streamify.batch.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.streamify.batch.engine.EngineException;
import dev.streamify.batch.engine.EngineSession;
import dev.streamify.batch.engine.TableWrite;
import dev.streamify.batch.increments.DateRange;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.runs.RunError;
import dev.streamify.batch.runs.RunFailure;
import dev.streamify.batch.runs.RunMode;
import dev.streamify.batch.runs.RunRequest;
import dev.streamify.contract.EventContract;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.RewriteManifests;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a procedure's failure becomes. That procedures work, is seen with a real Spark. */
class MaintenanceTest {
  private static final JobDefinition JOB =
      JobCatalogue.packaged(EventContract.standard())
          .job("rewrite_manifests_bronze_listen_events")
          .orElseThrow();

  private final InMemoryCatalog catalog = new InMemoryCatalog();
  private Table table;

  @BeforeEach
  void createTable() {
    catalog.initialize("memory", Map.of());
    catalog.createNamespace(Namespace.of("streamify"));
    table =
        catalog.createTable(
            TableIdentifier.of("streamify", "bronze_listen_events"),
            new Schema(Types.NestedField.optional(1, "id", Types.LongType.get())));
  }

  @AfterEach
  void close() throws Exception {
    catalog.close();
  }

  @Test
  void manifestsThatAnAppendHasMergedAreAConflictThatPasses() {
    append("a");
    append("b");
    RewriteManifests late = table.rewriteManifests();
    table.currentSnapshot().allManifests(table.io()).forEach(late::deleteManifest);
    table.rewriteManifests().clusterBy(file -> "all").commit();
    ValidationException lost = catchThrowableOfType(ValidationException.class, late::commit);

    RunFailure failure =
        catchThrowableOfType(RunFailure.class, () -> call(lost.getClass(), lost.getMessage()));

    assertThat(failure.error().code()).isEqualTo(RunError.Code.PUBLISH_CONFLICT);
    assertThat(failure.error().code().isPassing()).isTrue();
    assertThat(failure).hasMessageContaining(lost.getMessage());
  }

  @Test
  void whatWillFailAgainStaysAFailureOfTheEngine() {
    assertThatThrownBy(
            () -> call(ValidationException.class, "Cannot expire snapshots: GC is disabled"))
        .isInstanceOf(EngineException.class);
  }

  private void append(String file) {
    table
        .newFastAppend()
        .appendFile(
            DataFiles.builder(table.spec())
                .withPath("memory:/" + file + ".parquet")
                .withFileSizeInBytes(1)
                .withRecordCount(1)
                .build())
        .commit();
  }

  private void call(Class<? extends Exception> exception, String message) {
    new Maintenance(
            new RunRequest(JOB.name(), RunMode.INCREMENTAL, DateRange.ALL),
            JOB,
            table,
            new Refusing(exception.getName() + ": " + message),
            Instant.EPOCH)
        .call("rewrite_manifests", Map.of());
  }

  /** As the engine tells of a procedure that failed. */
  private record Refusing(String message) implements EngineSession {
    @Override
    public List<Map<String, Object>> query(String sql) {
      throw new EngineException(
          EngineException.Kind.FAILED, message, Optional.empty(), new IllegalStateException());
    }

    @Override
    public void execute(String sql) {
      throw new UnsupportedOperationException(sql);
    }

    @Override
    public Map<String, Object> write(TableWrite write) {
      throw new UnsupportedOperationException(write.toString());
    }

    @Override
    public void interrupt() {}

    @Override
    public void close() {}
  }
}
