package dev.streamify.batch.metrics;

import dev.streamify.batch.flow.FlowState;
import dev.streamify.batch.flow.StreamFlow;
import dev.streamify.batch.streams.StreamHealth;
import dev.streamify.batch.streams.StreamStatus;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How the records of each stream move. */
@Singleton
class StreamMetrics {
  private final GaugeSet records;
  private final GaugeSet waiting;
  private final GaugeSet oldest;
  private final GaugeSet stalled;
  private final GaugeSet share;
  private final GaugeSet floors;
  private final GaugeSet status;

  StreamMetrics(MeterRegistry registry) {
    this.records =
        new GaugeSet(
            registry,
            "streamify.stream.records",
            "Records in the raw topic since it was made, and rows of the tables",
            "stream",
            "stage");
    this.waiting =
        new GaugeSet(
            registry,
            "streamify.stream.waiting.records",
            "Records that wait for a hop, transaction markers not counted",
            "stream",
            "hop");
    this.oldest =
        new GaugeSet(
            registry,
            "streamify.stream.waiting.seconds",
            "How long the oldest record has been waiting for a hop",
            "stream",
            "hop");
    this.stalled =
        new GaugeSet(
            registry,
            "streamify.stream.stalled.seconds",
            "How long a hop has not moved although something waits",
            "stream",
            "hop");
    this.share =
        new GaugeSet(
            registry,
            "streamify.stream.dead.letter.share",
            "Dead letters among the records that landed in the last five minutes",
            "stream");
    this.floors =
        new GaugeSet(
            registry,
            "streamify.sink.floor.ahead.offsets",
            "By how many offsets a sink's table is ahead of its control topic",
            "connector");
    this.status =
        new GaugeSet(
            registry,
            "streamify.stream.status",
            "1 for what the stream is, 0 for the others",
            "stream",
            "status");
  }

  void update(List<StreamHealth> healths) {
    for (StreamHealth health : healths) {
      for (StreamStatus each : StreamStatus.values()) {
        status.set(health.status() == each ? 1 : 0, health.stream(), each.name());
      }
    }
  }

  void update(FlowState flow) {
    // What cannot be seen now is not what it was.
    waiting.forget();
    oldest.forget();
    stalled.forget();
    flow.streams().forEach(this::update);
    flow.floors().forEach((sink, ahead) -> floors.set(ahead, sink));
  }

  private void update(StreamFlow flow) {
    String stream = flow.stream();
    flow.records()
        .forEach((stage, rows) -> records.set(rows, stream, stage.name().toLowerCase(Locale.ROOT)));
    flow.waiting()
        .forEach(
            (hop, now) -> {
              waiting.set(now.records(), stream, hop.text());
              oldest.set(seconds(now.oldest()), stream, hop.text());
              stalled.set(seconds(now.stalled()), stream, hop.text());
            });
    share.set(flow.deadLetterShare(), stream);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
