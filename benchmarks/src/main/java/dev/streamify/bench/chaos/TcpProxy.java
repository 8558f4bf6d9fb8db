package dev.streamify.bench.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands before a server, and can break all connections at once, wherever they are in a request.
 */
final class TcpProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

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
      daemon("proxy-request", () -> pump(client, server));
      daemon("proxy-answer", () -> pump(server, client));
    } catch (IOException serverIsAway) {
      forget(client);
    }
  }

  private void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
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
