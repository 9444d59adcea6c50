package org.scalarflow.bench.run;

/** Is told how a run goes, on the thread that runs it. */
public interface Watcher {

  /** A case begins: its number from 1, and what it is. */
  void begins(int number, String what);

  /** A case has ended: how many have, of all. */
  void ended(int number);

  /** Something did not work; the run goes on. */
  void problem(String what);
}
