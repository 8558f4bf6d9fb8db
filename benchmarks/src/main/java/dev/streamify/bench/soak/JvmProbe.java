package dev.streamify.bench.soak;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.streamify.bench.base.BenchException;
import dev.streamify.bench.process.ChildProcess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Looks into a JVM of the platform, which needs no settings for that. */
final class JvmProbe implements AutoCloseable {
  private static final Pattern NUMBERS = Pattern.compile("[0-9a-f-]{16,}|[0-9]+");
  private static final String[] TEXTS = {String[].class.getName()};

  private final String name;
  private final ChildProcess process;
  private final JMXConnector connector;
  private final MBeanServerConnection beans;

  private JvmProbe(
      String name, ChildProcess process, JMXConnector connector, MBeanServerConnection beans) {
    this.name = name;
    this.process = process;
    this.connector = connector;
    this.beans = beans;
  }

  /**
   * Connects.
   *
   * @param name for reports
   */
  // The address is one on this machine, and comes from the child itself: no directory is asked.
  @SuppressWarnings("BanJNDI")
  static JvmProbe attach(String name, ChildProcess process) {
    process.requireAlive();
    try {
      VirtualMachine jvm = VirtualMachine.attach(Long.toString(process.pid()));
      try {
        JMXConnector connector =
            JMXConnectorFactory.connect(new JMXServiceURL(jvm.startLocalManagementAgent()));
        return new JvmProbe(name, process, connector, connector.getMBeanServerConnection());
      } finally {
        jvm.detach();
      }
    } catch (IOException | AttachNotSupportedException e) {
      throw BenchException.failed(name + " cannot be looked into: " + e.getMessage(), e);
    }
  }

  String name() {
    return name;
  }

  /** Live threads. Those of this connection are among them, always the same few. */
  int threads() {
    return ((Number) attribute("java.lang:type=Threading", "ThreadCount")).intValue();
  }

  /** How many threads of each name there are, numbers in names left out. */
  Map<String, Long> threadsByName() {
    try {
      ThreadMXBean threads =
          ManagementFactory.newPlatformMXBeanProxy(
              beans, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
      return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
          .filter(Objects::nonNull)
          .collect(
              Collectors.groupingBy(
                  thread -> NUMBERS.matcher(thread.getThreadName()).replaceAll("*"),
                  TreeMap::new,
                  Collectors.counting()));
    } catch (IOException e) {
      throw gone(e);
    }
  }

  /** Open file handles: files, sockets, pipes. */
  long handles() {
    return ((Number) attribute("java.lang:type=OperatingSystem", "OpenFileDescriptorCount"))
        .longValue();
  }

  /** Resident memory, MiB; nothing where the system does not tell it. */
  OptionalLong memoryMib() {
    return process.memoryMib();
  }

  /**
   * What lives in the heap; a full collection comes first.
   *
   * @param asked a class that is wanted however few objects it has
   */
  ClassCounts live(String asked) {
    try {
      Object histogram =
          beans.invoke(
              new ObjectName("com.sun.management:type=DiagnosticCommand"),
              "gcClassHistogram",
              new Object[] {new String[0]},
              TEXTS);
      return ClassCounts.parse((String) histogram, asked);
    } catch (IOException | JMException e) {
      throw gone(e);
    }
  }

  private Object attribute(String bean, String attribute) {
    try {
      return beans.getAttribute(new ObjectName(bean), attribute);
    } catch (IOException | JMException e) {
      throw gone(e);
    }
  }

  private BenchException gone(Exception e) {
    process.requireAlive();
    return BenchException.failed(name + " does not answer: " + e.getMessage(), e);
  }

  @Override
  public void close() throws IOException {
    if (process.isAlive()) {
      connector.close();
    }
  }
}
