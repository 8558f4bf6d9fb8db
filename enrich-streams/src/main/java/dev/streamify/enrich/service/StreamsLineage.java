package dev.streamify.enrich.service;

import dev.streamify.contract.EventContract;
import dev.streamify.enrich.topology.StreamsSettings;
import dev.streamify.openlineage.BackgroundSender;
import dev.streamify.openlineage.EventTransport;
import dev.streamify.openlineage.LineageJson;
import dev.streamify.openlineage.LineageSettings;
import dev.streamify.openlineage.RunIdentity;
import dev.streamify.openlineage.TopicDatasets;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.utils.AppInfoParser;
import org.jboss.logging.Logger;

/**
 * Tells OpenLineage of the hop from raw topics to enriched ones: one run for each life of the
 * process, from its first record on. Nothing waits for it.
 */
@Singleton
class StreamsLineage {
  private static final Logger LOG = Logger.getLogger(StreamsLineage.class);
  private static final URI PRODUCER = URI.create("urn:streamify:enrich-streams");
  private static final String JOB = "enrich";

  /** What the end of the process waits at most for events that are still on their way. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final OpenLineage model = new OpenLineage(PRODUCER);
  private final LineageSettings settings;
  private final TopicDatasets topics;
  private final EventContract contract;
  private final Clock clock;
  private Optional<BackgroundSender> sender = Optional.empty();
  private Optional<UUID> run = Optional.empty();

  @Inject
  StreamsLineage(
      LineageConfig config, StreamsSettings streams, EventContract contract, Clock clock) {
    this.settings = config.settings();
    this.topics = new TopicDatasets(model, streams.bootstrapServers());
    this.contract = contract;
    this.clock = clock;
  }

  /** Records are being processed; what follows the first time is no news. */
  synchronized void running() {
    if (settings.isOn() && run.isEmpty()) {
      run = Optional.of(RunIdentity.next(clock.instant()));
      sender = Optional.of(new BackgroundSender(EventTransport.of(settings), PATIENCE, LOG::warn));
      send(EventType.START);
    }
  }

  /** The client died; only a restart helps. */
  synchronized void failed() {
    end(EventType.FAIL);
  }

  /** The process ends in order. */
  synchronized void stopped() {
    end(EventType.COMPLETE);
    sender.ifPresent(BackgroundSender::close);
    sender = Optional.empty();
  }

  private void end(EventType type) {
    if (run.isPresent()) {
      send(type);
      run = Optional.empty();
    }
  }

  private void send(EventType type) {
    OpenLineage.RunFacetsBuilder facets =
        model
            .newRunFacetsBuilder()
            .processing_engine(
                model
                    .newProcessingEngineRunFacetBuilder()
                    .name("kafka-streams")
                    .version(AppInfoParser.getVersion())
                    .build());
    if (type == EventType.FAIL) {
      facets.errorMessage(
          model
              .newErrorMessageRunFacetBuilder()
              .message("Kafka Streams stopped: too many of its threads died, see the log")
              .programmingLanguage("JAVA")
              .build());
    }
    OpenLineage.RunEvent event =
        model
            .newRunEventBuilder()
            .eventTime(clock.instant().atZone(ZoneOffset.UTC))
            .eventType(type)
            .run(model.newRunBuilder().runId(run.orElseThrow()).facets(facets.build()).build())
            .job(job())
            .inputs(topics.enrichmentReads(contract))
            .outputs(topics.enrichmentWrites(contract))
            .build();
    sender.ifPresent(waiting -> waiting.send(LineageJson.of(event)));
  }

  private OpenLineage.Job job() {
    return model
        .newJobBuilder()
        .namespace(settings.namespace())
        .name(JOB)
        .facets(
            model
                .newJobFacetsBuilder()
                .jobType(
                    model
                        .newJobTypeJobFacetBuilder()
                        .processingType("STREAMING")
                        .integration("KAFKA_STREAMS")
                        .jobType("TOPOLOGY")
                        .build())
                .build())
        .build();
  }
}
