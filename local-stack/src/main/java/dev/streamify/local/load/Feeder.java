package dev.streamify.local.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamify.contract.EventContract;
import dev.streamify.local.base.StackException;
import dev.streamify.local.load.Loads.Progress;
import dev.streamify.sim.event.EventSource;
import dev.streamify.sim.event.SourceException;
import dev.streamify.sim.fault.FaultInjector;
import dev.streamify.sim.fault.FaultShares;
import dev.streamify.sim.kafka.FeedException;
import dev.streamify.sim.kafka.FeedResult;
import dev.streamify.sim.kafka.FeederOptions;
import dev.streamify.sim.kafka.KafkaFeeder;
import dev.streamify.sim.model.Simulation;
import dev.streamify.sim.model.SimulationOptions;
import dev.streamify.sim.output.Pacer;
import dev.streamify.sim.replay.NdjsonReplay;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Turns a journaled load into records on the raw topics.
 *
 * @param contract the streams that are fed
 * @param bootstrapServers the broker
 * @param console where a file that is left out is told
 */
record Feeder(EventContract contract, String bootstrapServers, Consumer<String> console) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Feeds the load.
   *
   * @param alreadyThere how many records of the load each raw partition holds already
   * @return the truth: counts by stream, as the simulator knows them
   * @throws StackException when the load cannot be read or produced
   */
  JsonNode feed(LoadEntry load, Map<TopicPartition, Long> alreadyThere, Progress progress) {
    LoadRequest request = load.request();
    Pacer pacer =
        request.eventsPerSecond() > 0
            ? Pacer.atRate(request.eventsPerSecond())
            : Pacer.asFastAsPossible();
    KafkaFeeder feeder = new KafkaFeeder(contract, FeederOptions.of(bootstrapServers));
    try (EventSource events = open(load)) {
      FeedResult result =
          feeder.feed(
              events,
              alreadyThere,
              pacer,
              (done, expected) -> progress.fed(done, expected.orElse(0)),
              () -> false);
      return JSON.readTree(result.truth().toJson());
    } catch (SourceException e) {
      throw StackException.unusable(e.getMessage(), e);
    } catch (FeedException e) {
      throw StackException.failed(e.getMessage(), e);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the simulator's truth is no JSON", e);
    }
  }

  private EventSource open(LoadEntry load) {
    LoadRequest request = load.request();
    EventSource base =
        request.replayFolder().isPresent()
            ? NdjsonReplay.of(Path.of(request.replayFolder().get()), contract, console)
            : Simulation.of(
                SimulationOptions.endingAt(load.startedAt(), request.events(), load.seed()),
                contract);
    FaultShares shares =
        new FaultShares(request.duplicates(), request.malformed(), request.late(), load.seed());
    return FaultInjector.wrap(base, shares, contract);
  }
}
