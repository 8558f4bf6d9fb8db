package dev.streamify.batch.tables;

import dev.streamify.batch.catalog.Lakehouse;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.RESTException;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/**
 * The namespace's tables, kept loaded and shared by all requests. What it tells is at most {@code
 * streamify.batch.tables.cache-for} old, and shows what the runs of this replica committed as soon
 * as they have ended. A name is only ever compared with those in the catalog's list, so no
 * request's text reaches the catalog.
 */
@Singleton
public class LoadedTables {
  /** Catalogs over HTTP answer several at once; a JDBC catalog has two connections anyway. */
  private static final int LOADERS = 4;

  private final Lakehouse lakehouse;
  private final TablesConfig config;
  private final Clock clock;
  private final Shared<Set<String>> names;
  private final Shared<List<LoadedTable>> all;
  private final Map<String, TableSlot> slots = new ConcurrentHashMap<>();
  private final ExecutorService loaders =
      Executors.newFixedThreadPool(
          LOADERS,
          task -> {
            Thread thread = new Thread(task, "table-loader");
            thread.setDaemon(true);
            return thread;
          });

  LoadedTables(Lakehouse lakehouse, TablesConfig config, Clock clock) {
    this.lakehouse = lakehouse;
    this.config = config;
    this.clock = clock;
    this.names = new Shared<>(this::listNames, config.cacheFor(), clock);
    this.all = new Shared<>(this::loadAll, config.cacheFor(), clock);
  }

  @PreDestroy
  void stop() {
    loaders.shutdownNow();
  }

  /**
   * All tables by name.
   *
   * @throws dev.streamify.batch.catalog.CatalogUnavailableException when the catalog does not
   *     answer
   */
  public List<LoadedTable> all() {
    return asked(all::get);
  }

  /**
   * The table of that name.
   *
   * @throws dev.streamify.batch.catalog.CatalogUnavailableException when the catalog does not
   *     answer
   */
  public Optional<LoadedTable> find(String name) {
    return asked(() -> names.get().contains(name) ? slot(name).get() : Optional.empty());
  }

  /**
   * Something was committed: who asks from now on sees it, however young the answers are that are
   * kept.
   */
  public void expire() {
    // The parts before what is made of them, or a look-up in between would keep an old part.
    slots.values().forEach(TableSlot::expire);
    names.expire();
    all.expire();
  }

  private <T> T asked(Supplier<T> question) {
    Optional<Catalog> used = lakehouse.opened();
    try {
      return question.get();
    } catch (UncheckedSQLException e) {
      lakehouse.reopen(used);
      throw lakehouse.unreachable(e);
    } catch (RESTException e) {
      throw lakehouse.unreachable(e);
    }
  }

  private TableSlot slot(String name) {
    return slots.computeIfAbsent(
        name, each -> new TableSlot(lakehouse, each, config.cacheFor(), clock));
  }

  private Set<String> listNames() {
    try {
      return lakehouse.catalog().listTables(Lakehouse.NAMESPACE).stream()
          .map(TableIdentifier::name)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (NoSuchNamespaceException notYet) {
      return Set.of();
    }
  }

  private List<LoadedTable> loadAll() {
    Set<String> present = names.renewed();
    slots.keySet().retainAll(present);
    List<CompletableFuture<Optional<LoadedTable>>> loading =
        present.stream()
            .map(this::slot)
            .map(slot -> CompletableFuture.supplyAsync(slot::ifReadable, loaders))
            .toList();
    return loading.stream().flatMap(each -> joined(each).stream()).toList();
  }

  private static Optional<LoadedTable> joined(CompletableFuture<Optional<LoadedTable>> loading) {
    try {
      return loading.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
