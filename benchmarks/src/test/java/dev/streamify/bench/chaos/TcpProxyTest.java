package dev.streamify.bench.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TcpProxyTest {
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private ServerSocket server;
  private TcpProxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread answering = new Thread(this::answer, "server");
    answering.setDaemon(true);
    answering.start();
    proxy = TcpProxy.start(server.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.close();
  }

  @Test
  void requests_and_answers_go_through() throws Exception {
    try (Client client = new Client(proxy.port())) {
      client.say("one");
      assertThat(client.hears()).isEqualTo("done: one");
    }
  }

  @Test
  void what_is_asked_while_answers_are_dropped_is_done_and_nobody_hears_of_it() throws Exception {
    try (Client before = new Client(proxy.port())) {
      before.say("one");
      assertThat(before.hears()).isEqualTo("done: one");
      assertThat(received.take()).isEqualTo("one");

      proxy.dropAnswers();
      before.say("two");
      assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo("two");
      proxy.deliverAnswers();

      assertThat(before.hears()).as("the connection is cut").isNull();
    }
    try (Client after = new Client(proxy.port())) {
      after.say("three");
      assertThat(after.hears()).isEqualTo("done: three");
    }
  }

  private void answer() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread thread = new Thread(() -> answer(socket), "answer");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException closed) {
        // Ends with the condition of the loop.
      }
    }
  }

  private void answer(Socket socket) {
    try (socket;
        BufferedReader in =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        socket.getOutputStream().write(("done: " + line + "\n").getBytes(UTF_8));
        received.add(line);
      }
    } catch (IOException cut) {
      // As the test wants it.
    }
  }

  private static final class Client implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;

    Client(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    void say(String line) throws IOException {
      socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
    }

    /** The next answer, or null when the connection is cut. */
    String hears() {
      try {
        return in.readLine();
      } catch (IOException reset) {
        return null;
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
