package org.scalarflow.ml.study;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.scalarflow.ml.model.Activation;
import org.scalarflow.ml.model.Initialization;

/**
 * What activations and initializations are called in the files, pictures and commands of a study.
 */
public final class StudyNames {

  private StudyNames() {}

  /** {@code "sigmoid"}, {@code "leaky-relu"}. */
  public static String of(Activation activation) {
    return plain(activation);
  }

  /** {@code "glorot"} and {@code "he"} for the uniform ones, else such as {@code "he-normal"}. */
  public static String of(Initialization initialization) {
    return switch (initialization) {
      case GLOROT_UNIFORM -> "glorot";
      case HE_UNIFORM -> "he";
      default -> plain(initialization);
    };
  }

  private static String plain(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The activation of that name, in whatever case.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Activation activation(String name) {
    return named("activation", name, Activation.values(), StudyNames::of);
  }

  /**
   * The initialization of that name, in whatever case; {@code "glorot-uniform"} and {@code
   * "he-uniform"} will do too.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Initialization initialization(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replace('_', '-');
    String known = plain.endsWith("-uniform") ? plain.substring(0, plain.lastIndexOf('-')) : plain;
    return named("initialization", known, Initialization.values(), StudyNames::of);
  }

  private static <T> T named(String what, String name, T[] values, Function<T, String> naming) {
    String wanted = name.toLowerCase(Locale.ROOT).replace('_', '-');
    return Arrays.stream(values)
        .filter(value -> naming.apply(value).equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no "
                        + what
                        + " '"
                        + name
                        + "'; there are "
                        + Arrays.stream(values).map(naming).collect(Collectors.joining(", "))));
  }
}
