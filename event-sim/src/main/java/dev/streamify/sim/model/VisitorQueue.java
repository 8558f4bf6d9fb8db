package dev.streamify.sim.model;

import java.util.Arrays;

/**
 * Visitors by the time of their next step, those who were added first before others of the same
 * second. A heap of its own, as moving the first one on is all that ever happens to it, and the
 * JDK's would do that in two walks.
 */
final class VisitorQueue {
  private Visitor[] visitors = new Visitor[1024];
  private long[] order = new long[1024];
  private long[] times = new long[1024];
  private int size;
  private long added;

  void add(Visitor visitor) {
    if (size == visitors.length) {
      visitors = Arrays.copyOf(visitors, size * 2);
      order = Arrays.copyOf(order, size * 2);
      times = Arrays.copyOf(times, size * 2);
    }
    int hole = size;
    size++;
    long time = visitor.time();
    while (hole > 0 && time < times[(hole - 1) / 2]) {
      move((hole - 1) / 2, hole);
      hole = (hole - 1) / 2;
    }
    put(hole, visitor, time, added);
    added++;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The visitor whose step is next; only if there is one. */
  Visitor first() {
    return visitors[0];
  }

  /** Puts the first visitor to where they belong after they went on. */
  void firstWentOn() {
    Visitor visitor = visitors[0];
    sink(visitor, visitor.time(), order[0]);
  }

  void removeFirst() {
    size--;
    Visitor last = visitors[size];
    visitors[size] = null;
    if (size > 0) {
      sink(last, times[size], order[size]);
    }
  }

  private void sink(Visitor visitor, long time, long number) {
    int hole = 0;
    int child = earlierChild(0);
    while (child > 0 && isBefore(times[child], order[child], time, number)) {
      move(child, hole);
      hole = child;
      child = earlierChild(hole);
    }
    put(hole, visitor, time, number);
  }

  /** The child of a node whose step is earlier; 0 if the node has none. */
  private int earlierChild(int node) {
    int left = 2 * node + 1;
    int right = left + 1;
    if (right < size && isBefore(times[right], order[right], times[left], order[left])) {
      return right;
    }
    return left < size ? left : 0;
  }

  private static boolean isBefore(long time, long number, long otherTime, long otherNumber) {
    return time < otherTime || (time == otherTime && number < otherNumber);
  }

  private void move(int from, int to) {
    put(to, visitors[from], times[from], order[from]);
  }

  private void put(int node, Visitor visitor, long time, long number) {
    visitors[node] = visitor;
    times[node] = time;
    order[node] = number;
  }
}
