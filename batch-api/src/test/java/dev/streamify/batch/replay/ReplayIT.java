package dev.streamify.batch.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamify.batch.fixture.Runs;
import dev.streamify.batch.fixture.TestBroker;
import dev.streamify.batch.increments.DateRange;
import dev.streamify.batch.jobs.JobCatalogue;
import dev.streamify.batch.jobs.JobDefinition;
import dev.streamify.batch.kafka.KafkaSettings;
import dev.streamify.batch.runs.Origin;
import dev.streamify.batch.runs.Run;
import dev.streamify.batch.runs.RunFailure;
import dev.streamify.batch.runs.RunId;
import dev.streamify.batch.runs.RunMode;
import dev.streamify.batch.runs.RunOutcome;
import dev.streamify.batch.runs.RunRequest;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays against a real broker. */
class ReplayIT {
  private static final int PARTITIONS = 3;
  private static final EventStream STREAM =
      EventContract.standard().stream("listen_events").orElseThrow();

  @TempDir Path folder;
  private TestBroker broker;
  private KafkaSettings kafka;
  private DeadLetterTopic topic;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @BeforeEach
  void start() throws Exception {
    broker = TestBroker.start(folder, TestBroker.freePort());
    broker.createTopics(PARTITIONS);
    kafka = new KafkaSettings(broker.bootstrapServers(), Map.of());
    topic = new DeadLetterTopic(kafka, STREAM, PARTITIONS);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aThousandLettersAreSentOnceAsTheyCameAndASecondReplaySendsNone() {
    topic.write("p", 1_000);

    RunOutcome first = replay();
    RunOutcome second = replay();

    assertThat(first.metrics())
        .containsEntry("letters_read", 1_000L)
        .containsEntry("letters_replayed", 1_000L)
        .containsEntry("letters_not_replayable", 0L);
    assertThat(first.result().orElseThrow())
        .containsEntry("replayed_by_reason", Map.of(DeadLetterTopic.REASON, 1_000L));
    assertThat(second.metrics()).containsEntry("letters_read", 0L);
    assertThat(meters.counter("streamify.dead.letters.replayed", "stream", STREAM.name()).count())
        .isEqualTo(1_000);
    List<ConsumerRecord<byte[], byte[]>> raw = topic.raw();
    assertThat(topic.rawTexts()).hasSize(1_000).doesNotHaveDuplicates();
    assertThat(raw)
        .allSatisfy(
            record -> {
              String number = DeadLetterTopic.text(record.value()).substring(1);
              assertThat(record.partition()).isEqualTo(Integer.parseInt(number) % PARTITIONS);
              assertThat(DeadLetterTopic.text(record.key())).isEqualTo("key");
              assertThat(record.timestamp())
                  .isEqualTo(Instant.parse(DeadLetterTopic.TIME).toEpochMilli());
              assertThat(record.headers().lastHeader("trace")).isNotNull();
              assertThat(record.headers().headers(LetterOrigin.HEADER)).hasSize(1);
            });
    assertThat(raw)
        .extracting(record -> LetterOrigin.ofRaw(record).orElseThrow().topic())
        .containsOnly(STREAM.deadLetterTopic());
    assertThatTheRawTopicHasNoHoles(raw);
  }

  @Test
  void whatIsRejectedAfterTheStartWaitsForTheNextReplay() {
    topic.write("early", 10);
    attempt(
        100,
        positions -> positions,
        replay -> {
          topic.write("late", 10);
          replay.run(() -> {}, sent -> {});
        });

    assertThat(topic.rawTexts()).hasSize(10).allMatch(text -> text.startsWith("early"));
    assertThat(replay().metrics()).containsEntry("letters_replayed", 10L);
  }

  @Test
  void commitsThatFailAgainAndAgainLoseAndDoubleNothing() {
    topic.write("p", 600);

    // Each attempt cuts batches of another size and dies after sending, before it commits.
    assertThatDies(100, 3);
    assertThatDies(30, 1);
    assertThatDies(70, 2);
    assertThatDies(500, 1);
    assertThatDies(10, 4);
    RunOutcome last = replay();

    assertThat(topic.rawTexts()).hasSize(600).doesNotHaveDuplicates();
    assertThat(last.metrics().get("letters_replayed_before")).isPositive();
    assertThat(replay().metrics()).containsEntry("letters_read", 0L);
  }

  @Test
  void aReplayThatIsStoppedGoesOnWhereItEnded() {
    topic.write("p", 300);
    List<Long> batches = new ArrayList<>();
    assertThatThrownBy(
            () ->
                attempt(
                    50,
                    positions -> positions,
                    replay ->
                        replay.run(
                            () -> {
                              if (batches.size() == 2) {
                                throw new IllegalStateException("cancelled");
                              }
                            },
                            batches::add)))
        .hasMessage("cancelled");
    int sent = topic.raw().size();

    replay();

    assertThat(sent).isBetween(1, 299);
    assertThat(topic.rawTexts()).hasSize(300).doesNotHaveDuplicates();
  }

  @Test
  void whenTheGroupIsLostTheRawTopicKnowsWhatWasSent() throws Exception {
    topic.write("p", 200);
    replay();
    try (Admin admin = Admin.create(kafka.client("test", Map.of()))) {
      admin.deleteConsumerGroups(List.of(ReplayTask.group(STREAM))).all().get();
    }
    topic.write("q", 5);

    RunOutcome again = replay();

    assertThat(again.metrics())
        .containsEntry("letters_replayed_before", 200L)
        .containsEntry("letters_replayed", 5L);
    assertThat(topic.rawTexts()).hasSize(205).doesNotHaveDuplicates();
  }

  @Test
  void whatCannotBeSentIsToldWithWhereItLies() {
    byte[] bytes = {(byte) 0xff, 0x00, 0x41};
    topic.write(
        List.of(
            topic.letter(
                0, topic.envelope(0, Base64.getEncoder().encodeToString(bytes), "base64", "x")),
            topic.letter(0, topic.envelope(0, null, "", "no value")),
            topic.letter(0, topic.envelope(0, "ab", "utf8", "x (payload cut to 2 of 9 bytes)")),
            topic.letter(0, topic.envelope(0, "ab", "utf8", "x (payload cut to 3 of 9 bytes)")),
            topic.letter(0, "no envelope".getBytes(StandardCharsets.UTF_8)),
            topic.letter(0, topic.envelope(0, "x".repeat(900_000), "utf8", "small enough"))));

    RunOutcome outcome = replay();

    assertThat(outcome.metrics())
        .containsEntry("letters_read", 6L)
        .containsEntry("letters_replayed", 3L)
        .containsEntry("letters_not_replayable", 3L);
    assertThat(outcome.warnings())
        .hasSize(3)
        .anySatisfy(
            text -> assertThat(text).contains(STREAM.deadLetterTopic(), "offset 1", "no value"));
    assertThat(topic.raw().get(0).value()).isEqualTo(bytes);
    assertThat(replay().metrics()).containsEntry("letters_read", 0L);
  }

  @Test
  void eventDatesAreRefused() {
    DateRange day =
        new DateRange(Optional.of(LocalDate.of(2026, 1, 1)), Optional.of(LocalDate.of(2026, 1, 1)));

    assertThatThrownBy(() -> replay(day))
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("knows no event dates");
  }

  private RunOutcome replay() {
    return replay(DateRange.ALL);
  }

  private RunOutcome replay(DateRange range) {
    JobDefinition job =
        JobCatalogue.packaged(EventContract.standard())
            .job("replay_" + STREAM.name())
            .orElseThrow();
    Clock clock = Clock.systemUTC();
    Run run =
        Run.queued(
            new RunId("20260101t000000000_00000000"),
            new RunRequest(job.name(), RunMode.FULL, range),
            job.lease(),
            new Origin(Origin.Cause.REQUEST, "test"),
            clock.instant());
    return new ReplayTask(kafka, EventContract.standard(), meters, clock)
        .execute(Runs.context(run), job);
  }

  private void assertThatDies(int batch, int atCommit) {
    assertThatThrownBy(
            () ->
                attempt(
                    batch,
                    positions -> new DyingPositions(positions, atCommit),
                    replay -> replay.run(() -> {}, sent -> {})))
        .hasMessage("killed");
  }

  private void attempt(
      int batch,
      UnaryOperator<Positions> between,
      java.util.function.Consumer<DeadLetterReplay> work) {
    ReplayClients clients = new ReplayClients(kafka);
    try (Consumer<byte[], byte[]> letters = clients.letters(ReplayTask.group(STREAM), batch);
        Consumer<byte[], byte[]> raw = clients.raw();
        Producer<byte[], byte[]> producer = clients.producer()) {
      Set<TopicPartition> partitions = ReplayClients.partitions(letters, STREAM.deadLetterTopic());
      ReplayCounts counts = new ReplayCounts();
      DeadLetterReplay replay =
          new DeadLetterReplay(
              letters,
              partitions,
              between.apply(new GroupPositions(letters, partitions)),
              new LookBack(raw, STREAM.rawTopic(), Clock.systemUTC()),
              new RawSender(producer, STREAM.rawTopic(), PARTITIONS, counts),
              counts,
              Clock.systemUTC());
      replay.plan(() -> {});
      work.accept(replay);
    }
  }

  private static void assertThatTheRawTopicHasNoHoles(List<ConsumerRecord<byte[], byte[]>> raw) {
    IntStream.range(0, PARTITIONS)
        .forEach(
            partition -> {
              Set<Long> offsets = new HashSet<>();
              raw.stream()
                  .filter(record -> record.partition() == partition)
                  .forEach(record -> offsets.add(record.offset()));
              assertThat(offsets).contains(0L, offsets.size() - 1L);
            });
  }
}
