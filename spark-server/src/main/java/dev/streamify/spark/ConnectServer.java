package dev.streamify.spark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.connect.service.SparkConnectService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Spark's own Connect service on a session that is set up as Streamify needs it. */
final class ConnectServer {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectServer.class);

  private ConnectServer() {}

  /** Serves until the JVM is asked to end. */
  static void run(ServerSettings settings) {
    requireFree(settings);
    SparkConf conf = new SparkConf();
    settings.spark().forEach(conf::set);
    SparkSession session = SparkSession.builder().config(conf).getOrCreate();
    SparkConnectService.start(session.sparkContext());
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  SparkConnectService.stop(scala.Option.empty(), scala.Option.empty());
                  session.stop();
                  ended.countDown();
                },
                "stop-spark"));
    ReaderMemory.watch();
    new WarmUp(settings).run();
    LOG.info("Spark Connect is ready on sc://{}:{}", settings.host(), settings.port());
    awaitEnd(ended);
  }

  /** Spark would try the next ports instead, where nobody looks for it. */
  private static void requireFree(ServerSettings settings) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(settings.host(), settings.port()));
    } catch (IOException e) {
      throw new UnusableSettingsException(
          "port %d on %s cannot be used (%s): stop what listens there, or set SPARK_CONNECT_PORT"
              .formatted(settings.port(), settings.host(), e.getMessage()));
    }
  }

  private static void awaitEnd(CountDownLatch ended) {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
