package dev.streamify.batch.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamify.batch.engine.Engine;
import dev.streamify.batch.engine.EngineException;
import dev.streamify.batch.engine.EngineSession;
import dev.streamify.batch.fixture.Runs;
import dev.streamify.batch.fixture.SparkServerProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that asks for a token, on its own and behind a proxy that ends TLS. */
class SparkTokenIT {
  private static final String TOKEN = "confidential";

  @TempDir static Path folder;
  private static SparkServerProcess server;
  private static TlsProxy proxy;

  @BeforeAll
  static void start() throws Exception {
    server = SparkServerProcess.start(folder, Map.of("SPARK_CONNECT_AUTHENTICATE_TOKEN", TOKEN));
    proxy = TlsProxy.start(folder, server.port());
  }

  @AfterAll
  static void stop() {
    proxy.close();
    server.close();
  }

  @AfterEach
  void trustNobody() {
    System.clearProperty("javax.net.ssl.trustStore");
    System.clearProperty("javax.net.ssl.trustStorePassword");
  }

  @Test
  void theRightTokenOpensTheServer() {
    assertThat(one(Engines.at(server.remote(), TOKEN))).isEqualTo(1);
  }

  @Test
  void withoutTheTokenTheServerRefuses() {
    assertThatThrownBy(() -> one(Engines.at(server.remote())))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("No authentication token provided");
    assertThatThrownBy(() -> one(Engines.at(server.remote(), "another")))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("Invalid authentication token")
        .hasMessageNotContaining(TOKEN);
  }

  @Test
  void throughTlsBothTrustAndTokenAreNeeded() {
    assertThatThrownBy(() -> one(Engines.at(proxy.remote(), TOKEN)))
        .as("a certificate that nobody knows")
        .isInstanceOf(EngineException.class);

    System.setProperty("javax.net.ssl.trustStore", proxy.trustStore().toString());
    System.setProperty("javax.net.ssl.trustStorePassword", TlsProxy.PASSWORD);
    assertThat(one(Engines.at(proxy.remote(), TOKEN))).isEqualTo(1);
    assertThatThrownBy(() -> one(Engines.at(proxy.remote())))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("No authentication token provided");
  }

  private static Object one(Engine engine) {
    try (EngineSession session = engine.open(Runs.session("token"))) {
      return session.query("SELECT 1 AS one").get(0).get("one");
    }
  }
}
