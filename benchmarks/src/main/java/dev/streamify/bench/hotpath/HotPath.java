package dev.streamify.bench.hotpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamify.bench.base.BenchException;
import dev.streamify.contract.EnrichmentColumns;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.contract.EventTimeBounds;
import dev.streamify.enrich.record.EnrichmentResult;
import dev.streamify.enrich.record.RawRecord;
import dev.streamify.enrich.record.RecordEnricher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Events of the simulator, one after the other: parse, validate, hash, write. Beside it, what it
 * would be with a tree of nodes, and the copying of the bytes alone.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HotPath {
  /** The property that says where the simulator's files are, one for each stream. */
  static final String EVENTS = "hotpath.events";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The stream. */
  @Param({"listen_events", "page_view_events", "auth_events"})
  String stream;

  private EventStream contract;
  private RecordEnricher enricher;
  private MessageDigest sha256;
  private RawRecord[] records;
  private long nowMs;
  private int next;

  /** Reads the events. */
  @Setup
  public void read() throws IOException, NoSuchAlgorithmException {
    contract =
        EventContract.standard().stream(stream)
            .orElseThrow(() -> BenchException.unusable("there is no stream " + stream));
    enricher = new RecordEnricher(contract, EventTimeBounds.DEFAULT);
    sha256 = MessageDigest.getInstance("SHA-256");
    nowMs = Instant.now().toEpochMilli();
    List<String> lines = Files.readAllLines(file(Path.of(System.getProperty(EVENTS)), stream));
    records = new RawRecord[lines.size()];
    for (int i = 0; i < records.length; i++) {
      records[i] = new RawRecord(lines.get(i).getBytes(StandardCharsets.UTF_8), 1, i, nowMs);
    }
  }

  private static Path file(Path folder, String stream) throws IOException {
    try (var found = Files.list(folder)) {
      return found
          .filter(path -> path.getFileName().toString().startsWith(stream))
          .findFirst()
          .orElseThrow(() -> BenchException.unusable("no events of " + stream + " in " + folder));
    }
  }

  private RawRecord next() {
    next = next + 1 == records.length ? 0 : next + 1;
    return records[next];
  }

  /** What enrich-streams does. */
  @Benchmark
  public EnrichmentResult enrich() {
    return enricher.enrich(next(), nowMs);
  }

  /** The same columns added to a tree of nodes, without validation. */
  @Benchmark
  public byte[] treeOfNodes() throws IOException {
    RawRecord raw = next();
    ObjectNode event = (ObjectNode) JSON.readTree(raw.value());
    String identity =
        contract.identityFields().stream()
            .map(field -> text(event.path(field)))
            .collect(Collectors.joining("|"));
    event.put(
        EnrichmentColumns.EVENT_ID,
        HexFormat.of().formatHex(sha256.digest(identity.getBytes(StandardCharsets.UTF_8))));
    Instant time = Instant.ofEpochMilli(event.path(contract.eventTimeField()).asLong());
    event.put(EnrichmentColumns.EVENT_DATE, time.atZone(ZoneOffset.UTC).toLocalDate().toString());
    event.put(EnrichmentColumns.PROCESSING_TIME, Instant.ofEpochMilli(nowMs).toString());
    event.put(EnrichmentColumns.KAFKA_PARTITION, raw.partition());
    event.put(EnrichmentColumns.KAFKA_OFFSET, raw.offset());
    return JSON.writeValueAsBytes(event);
  }

  private static String text(JsonNode value) {
    return value.isMissingNode() || value.isNull() ? "" : value.asText();
  }

  /** The bytes, copied: what no enrichment is faster than. */
  @Benchmark
  public byte[] copy() {
    return next().value().clone();
  }
}
