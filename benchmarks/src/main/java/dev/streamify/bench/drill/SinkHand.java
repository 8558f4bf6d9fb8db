package dev.streamify.bench.drill;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamify.bench.base.Await;
import dev.streamify.bench.chaos.Member;
import dev.streamify.contract.SinkDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What docs/operations.md says to do, step by step. */
final class SinkHand {
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);

  private final Scene scene;
  private final SinkDefinition sink;

  SinkHand(Scene scene) {
    this.scene = scene;
    this.sink = Scene.LISTENS.bronzeSink();
  }

  void stop() {
    scene.hand(
        "PUT /connectors/%s/stop".formatted(sink.connectorName()),
        () -> scene.connect().stop(sink.connectorName()));
  }

  /** The sink reads its topics from their beginning. */
  void fromTheBeginning() {
    scene.readAgain();
    scene.hand(
        "DELETE /connectors/%s/offsets".formatted(sink.connectorName()),
        () -> scene.connect().forgetOffsets(sink.connectorName()));
  }

  /** The sink reads its topics from a moment on. */
  void from(Instant moment) {
    scene.readAgain();
    scene.hand(
        "PATCH /connectors/%s/offsets to where the topic stood at %s"
            .formatted(sink.connectorName(), moment),
        () ->
            scene
                .connect()
                .setOffsets(sink.connectorName(), scene.topics().at(sink.topics().get(0), moment)));
  }

  void resume() {
    scene.hand(
        "PUT /connectors/%s/resume".formatted(sink.connectorName()),
        () -> scene.connect().resume(sink.connectorName()));
  }

  /** Another control topic instead of the sink's own. */
  void anotherControlTopic(String name) {
    scene.hand(
        "create the topic %s, without retention".formatted(name),
        () -> scene.topics().createControl(name));
    scene.hand(
        "PUT /connectors/%s/config with iceberg.control.topic=%s"
            .formatted(sink.connectorName(), name),
        () -> {
          ObjectNode config = scene.connect().config(sink.connectorName());
          config.put("iceberg.control.topic", name);
          scene.connect().configure(sink.connectorName(), config);
        });
    scene.hand(
        "delete the topic " + sink.controlTopic(),
        () -> scene.topics().delete(sink.controlTopic()));
  }

  /** Makes topics of the contract that are missing. */
  void bootstrapTopics() {
    scene.hand("bootstrap topics", () -> scene.cluster().services().bootstrap("topics", Map.of()));
  }

  /** batch-api makes tables that are missing when it starts. */
  void restartBatchApi() {
    scene.hand(
        "restart batch-api, which makes the table",
        () -> {
          Member member = scene.cluster().member("batch-api");
          member.process().close();
          member.restart();
          Await.until(
              READY_WITHIN, scene.cluster().batch()::isReady, () -> "batch-api does not get ready");
        });
  }

  /** Silver makes its days anew, and goes on from there. */
  void silverAnew() {
    scene.hand(
        "POST /api/v1/jobs/%s/runs with {\"mode\":\"full\"}"
            .formatted(Scene.LISTENS.silverTable().name()),
        () ->
            scene.cluster().batch().run(Scene.LISTENS.silverTable().name(), "{\"mode\":\"full\"}"));
  }
}
