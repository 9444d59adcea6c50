package org.scalarflow.bench.run;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who uses the Vector API.
 *
 * @param byHand whether there is code written by hand with it
 * @param backends the backends whose code it changes, by workload
 */
record VectorUse(boolean byHand, Map<String, Set<String>> backends) {

  /** Nobody. */
  static final VectorUse NONE = new VectorUse(false, Map.of());

  /** Whether it changes a backend's code for a workload. */
  boolean isBy(String backend, String workload) {
    return backends.getOrDefault(workload, Set.of()).contains(backend);
  }

  /** {@code compiled in W1, W2}, say. */
  String inWords() {
    Map<String, Set<String>> workloads = new TreeMap<>();
    backends.forEach(
        (workload, names) ->
            names.forEach(
                name -> workloads.computeIfAbsent(name, any -> new TreeSet<>()).add(workload)));
    StringBuilder words = new StringBuilder();
    workloads.forEach(
        (name, some) ->
            words
                .append(words.isEmpty() ? "" : "; ")
                .append(name)
                .append(" in ")
                .append(String.join(", ", some)));
    return words.isEmpty() ? "none that was asked" : words.toString();
  }
}
