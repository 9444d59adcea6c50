package org.scalarflow.bench;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the times of a benchmark class are divided by in the report. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Unit {

  /** One of them: {@code row}. */
  String value();

  /** The benchmark parameter that tells how many an invocation does; empty if it does one. */
  String parameter() default "";

  /** How many there are for each of the parameter. */
  int times() default 1;
}
