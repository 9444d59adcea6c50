package org.scalarflow.bench;

/** A backend's value or gradient is not that of the baseline, so its time means nothing. */
public final class DisagreementException extends IllegalStateException {

  DisagreementException(String message) {
    super(message);
  }
}
