package dev.streamify.batch.runs;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps the newest runs for as long as the process lives. */
final class InMemoryRunStore implements RunStore {
  private final int capacity;
  private final Map<String, Run> byId = new TreeMap<>(Comparator.reverseOrder());

  /**
   * An empty store.
   *
   * @param capacity finished runs beyond it are forgotten, oldest first
   */
  InMemoryRunStore(int capacity) {
    this.capacity = capacity;
  }

  @Override
  public synchronized void save(Run run) {
    byId.put(run.id().value(), run);
    if (byId.size() > capacity) {
      byId.values().stream()
          .filter(kept -> kept.state().isFinal())
          .reduce((newer, older) -> older)
          .ifPresent(oldest -> byId.remove(oldest.id().value()));
    }
  }

  @Override
  public synchronized Optional<Run> find(RunId id) {
    return Optional.ofNullable(byId.get(id.value()));
  }

  @Override
  public synchronized Optional<Run> findByKey(String key) {
    return byId.values().stream()
        .filter(run -> run.key().filter(key::equals).isPresent())
        .findFirst();
  }

  @Override
  public synchronized List<Run> list(Filter filter) {
    return byId.values().stream().filter(filter::fits).limit(filter.limit()).toList();
  }
}
