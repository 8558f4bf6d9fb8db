package dev.streamify.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.spark.connect.proto.ExecutePlanRequest;
import org.apache.spark.connect.proto.Plan;
import org.apache.spark.connect.proto.Relation;
import org.apache.spark.connect.proto.ReleaseSessionRequest;
import org.apache.spark.connect.proto.SQL;
import org.apache.spark.connect.proto.SparkConnectServiceGrpc;
import org.apache.spark.connect.proto.SparkConnectServiceGrpc.SparkConnectServiceBlockingStub;
import org.apache.spark.connect.proto.UserContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkproject.connect.grpc.ManagedChannel;
import org.sparkproject.connect.grpc.Metadata;
import org.sparkproject.connect.grpc.StatusRuntimeException;
import org.sparkproject.connect.grpc.netty.NettyChannelBuilder;
import org.sparkproject.connect.grpc.stub.MetadataUtils;

/**
 * Runs what the first query would otherwise wait for, over the wire as a client does: class
 * loading, code generation, the catalogue's first connection. Some seconds of a cold JVM.
 */
final class WarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final int TIMEOUT_SECONDS = 120;

  private static final String DEDUPLICATION =
      """
      SELECT count(*), min(d), max(id) FROM (
        SELECT id, d, row_number() OVER (PARTITION BY id ORDER BY t, id) AS n FROM (
          SELECT sha2(cast(id % 900 AS string), 256) AS id,
                 date_add(DATE'2026-01-01', cast(id % 30 AS int)) AS d,
                 timestamp_millis(id) AS t
          FROM range(1000)))
      WHERE n = 1
      """;

  private final ServerSettings settings;
  private final String session = UUID.randomUUID().toString();
  private final UserContext user = UserContext.newBuilder().setUserId("warm-up").build();

  WarmUp(ServerSettings settings) {
    this.settings = settings;
  }

  /** Never fails: a server that is not warm serves too. */
  void run() {
    List<String> statements = new ArrayList<>(List.of(DEDUPLICATION));
    if (settings.catalogConfigured()) {
      statements.add("SHOW NAMESPACES IN " + ServerSettings.CATALOG);
    }
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(settings.host(), settings.port())
            .usePlaintext()
            .intercept(MetadataUtils.newAttachHeadersInterceptor(signIn()))
            .build();
    try {
      SparkConnectServiceBlockingStub server =
          SparkConnectServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      statements.forEach(statement -> execute(server, statement));
      server.releaseSession(
          ReleaseSessionRequest.newBuilder().setSessionId(session).setUserContext(user).build());
    } catch (StatusRuntimeException e) {
      warn(e);
    } finally {
      channel.shutdownNow();
    }
  }

  /** Spark takes the token that it asks for from the same variable. */
  private Metadata signIn() {
    Metadata headers = new Metadata();
    settings
        .token()
        .ifPresent(
            token ->
                headers.put(
                    Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                    "Bearer " + token));
    return headers;
  }

  private void execute(SparkConnectServiceBlockingStub server, String statement) {
    Relation query =
        Relation.newBuilder().setSql(SQL.newBuilder().setQuery(statement).build()).build();
    ExecutePlanRequest request =
        ExecutePlanRequest.newBuilder()
            .setSessionId(session)
            .setUserContext(user)
            .setPlan(Plan.newBuilder().setRoot(query).build())
            .build();
    try {
      server.executePlan(request).forEachRemaining(answer -> {});
    } catch (StatusRuntimeException e) {
      warn(e);
    }
  }

  private static void warn(StatusRuntimeException failure) {
    LOG.warn(
        "The warm-up failed, so the first query takes longer: {}",
        Optional.ofNullable(failure.getStatus().getDescription())
            .flatMap(description -> description.lines().findFirst())
            .orElse(failure.getStatus().getCode().toString()));
  }
}
