package dev.streamify.batch.sinks;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A Connect worker for the service under test, which the test class gets. */
public class ConnectStubResource implements QuarkusTestResourceLifecycleManager {
  private ConnectStub connect;

  @Override
  public Map<String, String> start() {
    connect = ConnectStub.start();
    return Map.of(
        "streamify.batch.connect.url", connect.url().toString(),
        "streamify.batch.connect.every", "100ms",
        "streamify.batch.connect.restart.first-pause", "300ms");
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(connect, new TestInjector.MatchesType(ConnectStub.class));
  }

  @Override
  public void stop() {
    connect.close();
  }
}
