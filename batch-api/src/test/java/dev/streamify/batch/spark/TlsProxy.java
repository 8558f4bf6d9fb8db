package dev.streamify.batch.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;

/** Ends TLS in front of a plain server on loopback, with a certificate that nobody knows. */
final class TlsProxy implements AutoCloseable {
  static final String PASSWORD = "of-this-test";

  private final Path folder;
  private final int target;
  private final SSLServerSocket listening;
  private final List<AutoCloseable> open = Collections.synchronizedList(new ArrayList<>());

  private TlsProxy(Path folder, int target) throws Exception {
    this.folder = folder;
    this.target = target;
    String keys = folder.resolve("keys.p12").toString();
    String certificate = folder.resolve("certificate").toString();
    keytool("-genkeypair", "-keystore", keys, "-keyalg", "EC", "-dname", "CN=127.0.0.1")
        .run("-ext", "san=ip:127.0.0.1", "-validity", "2");
    keytool("-exportcert", "-keystore", keys).run("-file", certificate);
    keytool("-importcert", "-keystore", trustStore().toString())
        .run("-noprompt", "-file", certificate);
    this.listening = listen(folder.resolve("keys.p12"));
    open.add(listening);
    start("accept", this::accept);
  }

  static TlsProxy start(Path folder, int target) throws Exception {
    return new TlsProxy(folder, target);
  }

  /** What trusts it. */
  Path trustStore() {
    return folder.resolve("trust.p12");
  }

  String remote() {
    return "sc://127.0.0.1:" + listening.getLocalPort() + "/;use_ssl=true";
  }

  private static SSLServerSocket listen(Path keys) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    SSLServerSocket socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    return socket;
  }

  private void accept() throws IOException {
    while (!listening.isClosed()) {
      Socket client = listening.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(client);
      open.add(server);
      start("to server", () -> pump(client, server));
      start("to client", () -> pump(server, client));
    }
  }

  private static void pump(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[16_384];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        out.flush();
      }
    }
  }

  private static void start(String name, Transfer transfer) {
    Thread thread =
        new Thread(
            () -> {
              try {
                transfer.run();
              } catch (IOException e) {
                // A side went away, which is how each connection ends.
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  private interface Transfer {
    void run() throws IOException;
  }

  private interface Keytool {
    void run(String... further) throws IOException, InterruptedException;
  }

  private static Keytool keytool(String... arguments) {
    return further -> {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
      command.addAll(List.of(arguments));
      command.addAll(List.of(further));
      command.addAll(List.of("-alias", "proxy", "-storetype", "PKCS12", "-storepass", PASSWORD));
      if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
        throw new IOException("keytool failed: " + command);
      }
    };
  }

  @Override
  public void close() {
    for (AutoCloseable one : List.copyOf(open)) {
      try {
        one.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
