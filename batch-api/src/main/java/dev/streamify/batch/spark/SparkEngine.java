package dev.streamify.batch.spark;

import dev.streamify.batch.engine.Engine;
import dev.streamify.batch.engine.EngineException;
import dev.streamify.batch.engine.EngineListener;
import dev.streamify.batch.engine.EngineSession;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkBuildInfo;
import org.apache.spark.sql.connect.client.RetryPolicy;
import org.apache.spark.sql.connect.client.SparkConnectClient;
import org.sparkproject.io.grpc.ClientInterceptor;
import org.sparkproject.io.grpc.Metadata;
import org.sparkproject.io.grpc.stub.MetadataUtils;
import scala.Option;
import scala.concurrent.duration.FiniteDuration;

/** Opens one Spark Connect session for each attempt of a run. */
@ApplicationScoped
public class SparkEngine implements Engine {
  private static final int MAX_RETRIES = 100;
  private static final long FIRST_BACKOFF_MS = 100;
  private static final long MAX_BACKOFF_MS = 1_000;

  private final SparkConfig config;
  private final SparkAddress address;
  private final SparkAnswers answers;
  private final AtomicInteger sessions = new AtomicInteger();

  SparkEngine(SparkConfig config, MeterRegistry meters) {
    Gauge.builder("streamify.spark.sessions", sessions, AtomicInteger::get)
        .description("Sessions that runs of this process hold on the Spark server")
        .register(meters);
    this.config = config;
    this.address = SparkAddress.of(config.remote());
    this.answers =
        new SparkAnswers(
            config.answerTimeout(), limit -> client(UUID.randomUUID(), limit, Duration.ZERO));
  }

  @Override
  public EngineSession open(Request request) {
    requireListening();
    Map<String, String> settings = new LinkedHashMap<>(SessionDefaults.SETTINGS);
    settings.putAll(config.settings());
    settings.putAll(request.settings());
    SparkConnectClient client = client(request.session(), request.listener());
    sessions.incrementAndGet();
    return SparkEngineSession.configured(client, request, settings, sessions::decrementAndGet);
  }

  @Override
  public void abandon(UUID session) {
    requireListening();
    try (SparkEngineSession left =
        SparkEngineSession.of(client(session, EngineListener.NOBODY), session.toString())) {
      left.interruptEverything();
    }
  }

  @Override
  public String version() {
    return SparkBuildInfo.spark_version();
  }

  @Override
  public EngineHealth health() {
    try {
      probe();
    } catch (IOException e) {
      answers.forget();
      return new EngineHealth(false, away(e));
    }
    return answers
        .trouble()
        .map(
            why ->
                new EngineHealth(
                    false,
                    "Spark accepts connections at %s but does not answer (%s): see its log, start it anew"
                        .formatted(address, why)))
        .orElse(new EngineHealth(true, "Spark Connect at " + address));
  }

  /** The client would try for minutes; a closed port is known at once. */
  private void requireListening() {
    try {
      probe();
    } catch (IOException e) {
      throw new EngineException(EngineException.Kind.UNAVAILABLE, away(e), Optional.empty(), e);
    }
  }

  private void probe() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(address.socket(), Math.toIntExact(config.connectTimeout().toMillis()));
    }
  }

  private String away(IOException e) {
    return "Spark does not answer at %s (%s): start it or set SPARK_REMOTE"
        .formatted(address, e.getMessage());
  }

  @PreDestroy
  void stop() {
    answers.close();
  }

  private SparkConnectClient client(UUID session, EngineListener listener) {
    return client(session, new ProgressInterceptor(session, listener), config.retryTimeout());
  }

  private SparkConnectClient client(
      UUID session, ClientInterceptor interceptor, Duration patience) {
    RetryPolicy defaults = RetryPolicy.defaultPolicy();
    long retries = patience.toMillis() / MAX_BACKOFF_MS;
    RetryPolicy bounded =
        defaults.copy(
            Option.apply((Object) (int) Math.min(retries, MAX_RETRIES)),
            FiniteDuration.fromNanos(FIRST_BACKOFF_MS * 1_000_000),
            Option.apply(FiniteDuration.fromNanos(MAX_BACKOFF_MS * 1_000_000)),
            2.0,
            defaults.jitter(),
            defaults.minJitterThreshold(),
            defaults.canRetry(),
            "BoundedRetryPolicy",
            defaults.recognizeServerRetryDelay(),
            defaults.maxServerRetryDelay());
    return SparkConnectClient.builder()
        .userAgent("streamify-batch-api")
        .connectionString(config.remote())
        .sessionId(session.toString())
        .interceptor(interceptor)
        .interceptor(MetadataUtils.newAttachHeadersInterceptor(signIn()))
        .retryPolicy(bounded)
        .build();
  }

  /** The client's own token would turn TLS on, and texts of its configuration would hold it. */
  private Metadata signIn() {
    Metadata headers = new Metadata();
    config
        .token()
        .ifPresent(
            token ->
                headers.put(
                    Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                    "Bearer " + token));
    return headers;
  }
}
