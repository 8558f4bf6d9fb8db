package dev.streamify.bench.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands before a server, and can break all connections at once, wherever they are in a request, or
 * let the server do what it is asked to and keep its answers.
 */
final class TcpProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean answersDropped;

  private TcpProxy(ServerSocket listening, int target) {
    this.listening = listening;
    this.target = target;
  }

  /**
   * Listens on a free loopback port.
   *
   * @param target the server's loopback port
   */
  static TcpProxy start(int target) {
    try {
      TcpProxy proxy =
          new TcpProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
      daemon("proxy", proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Breaks what is open; whoever waits for an answer does not get it. */
  void cut() {
    open.forEach(TcpProxy::closeQuietly);
  }

  /** From now on requests arrive, and nobody learns what came of them. */
  void dropAnswers() {
    answersDropped = true;
  }

  /** Answers arrive again, on new connections: those of before would go on in the midst of one. */
  void deliverAnswers() {
    answersDropped = false;
    cut();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        open.add(client);
        connect(client);
      } catch (IOException closed) {
        // Ends with the condition of the loop.
      }
    }
  }

  private void connect(Socket client) {
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(server);
      daemon("proxy-request", () -> pump(client, server, InputStream::transferTo));
      daemon("proxy-answer", () -> pump(server, client, this::answer));
    } catch (IOException serverIsAway) {
      forget(client);
    }
  }

  private void answer(InputStream server, OutputStream client) throws IOException {
    byte[] buffer = new byte[8192];
    boolean incomplete = false;
    for (int read = server.read(buffer); read >= 0; read = server.read(buffer)) {
      incomplete |= answersDropped;
      if (!incomplete) {
        client.write(buffer, 0, read);
      }
    }
  }

  private void pump(Socket from, Socket to, Transfer transfer) {
    try {
      transfer.transfer(from.getInputStream(), to.getOutputStream());
    } catch (IOException broken) {
      // Either side went away: so does the other one.
    } finally {
      forget(from);
      forget(to);
    }
  }

  private void forget(Socket socket) {
    open.remove(socket);
    closeQuietly(socket);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is not used any more.
    }
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Copies until one side ends. */
  private interface Transfer {
    void transfer(InputStream from, OutputStream to) throws IOException;
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }
}
