package dev.streamify.batch.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamify.batch.engine.EngineException;
import dev.streamify.batch.fixture.Runs;
import dev.streamify.batch.fixture.SparkServerProcess;
import org.junit.jupiter.api.Test;

class SparkAddressTest {
  @Test
  void hostAndPortAreReadAndParametersAreNot() {
    assertThat(SparkAddress.of("sc://spark.example:1234/;token=s3cret;use_ssl=true"))
        .hasToString("spark.example:1234");
    assertThat(SparkAddress.of("sc://spark.example")).hasToString("spark.example:15002");
  }

  @Test
  void anotherSchemeIsRefused() {
    assertThatThrownBy(() -> SparkAddress.of("spark://host:7077"))
        .hasMessageContaining("expected sc://host:port, found scheme 'spark'");
  }

  @Test
  void aServerThatIsAwayIsKnownAtOnce() {
    String remote = "sc://127.0.0.1:" + SparkServerProcess.freePort();

    assertThatThrownBy(() -> Engines.at(remote).open(Runs.session("run")))
        .isInstanceOfSatisfying(
            EngineException.class,
            failure -> assertThat(failure.kind()).isEqualTo(EngineException.Kind.UNAVAILABLE))
        .hasMessageContaining("does not answer");
    assertThat(Engines.at(remote).health().reachable()).isFalse();
  }
}
