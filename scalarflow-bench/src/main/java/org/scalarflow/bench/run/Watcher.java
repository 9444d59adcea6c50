package org.scalarflow.bench.run;

/** Is told how a run goes, on the thread that runs it if nothing else is said. */
public interface Watcher {

  /** A case begins: its number from 1, and what it is. */
  void begins(int number, String what);

  /** What the case is doing at the moment; told on other threads too. */
  void goesOn(String how);

  /** A case has ended: how many have, of all. */
  void ended(int number);

  /** Something did not work; the run goes on. */
  void problem(String what);
}
