package org.scalarflow.tck.meta;
import java.util.*;
final class Discover {
  public static void main(String[] a) {
    System.setProperty("scalarflow.tck.patience", "2");
    System.out.println("sound " + MetaHarness.testBackend(org.scalarflow.tck.example.ExampleBackend::new).failed());
    for (Flaw<org.scalarflow.spi.Backend> f : BackendFlawsTest.flaws()) {
      if (a.length > 0 && Arrays.stream(a).noneMatch(f.rule()::startsWith)) continue;
      long t = System.nanoTime();
      var v = MetaHarness.testBackend(f.make());
      if (v.failedRules().equals(f.trips())) { System.out.println("ok " + f + " " + (System.nanoTime() - t) / 1000000 + " ms"); continue; }
      Set<String> s = new TreeSet<>(v.failed().keySet());
      boolean own = s.remove(f.rule());
      System.out.println((own ? "" : "MISSED ") + f + " also " + s + " " + (System.nanoTime() - t) / 1000000 + "ms");
      v.failed().forEach((k, m) -> System.out.println("      " + k + " " + m.substring(0, Math.min(160, m.length())).replace('\n', ' ')));
    }
    System.exit(0);
  }
}
