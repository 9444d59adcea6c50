package org.scalarflow;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;

/**
 * What a {@link ServiceLoader} finds, one provider at a time, so that a broken one never hides the
 * good ones.
 *
 * @param providers the providers that could be made, in the loader's order, which decides nothing
 * @param failures one line for each provider that could not be made
 */
record Discovery<T>(List<T> providers, List<String> failures) {

  private static final Logger LOGGER = System.getLogger(Discovery.class.getName());

  /** A service file can be broken in ways that never end; nobody has so many providers. */
  private static final int MOST_FAILURES = 1_000;

  /**
   * Makes every provider there is.
   *
   * @param check looks at a provider and returns what is wrong with it, if anything
   */
  static <T> Discovery<T> of(ServiceLoader<T> loader, Function<T, Optional<String>> check) {
    List<T> providers = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    Iterator<T> iterator = loader.iterator();
    while (failures.size() < MOST_FAILURES) {
      try {
        if (!iterator.hasNext()) {
          break;
        }
        T provider = iterator.next();
        Optional<String> fault = fault(provider, check);
        if (fault.isPresent()) {
          failures.add(fault.get());
        } else {
          providers.add(provider);
        }
      } catch (ServiceConfigurationError | LinkageError | RuntimeException failure) {
        failures.add(describe(failure));
        LOGGER.log(Level.DEBUG, "a provider could not be made", failure);
      }
    }
    // A jar on the module path is looked at twice, for its module and for its service file.
    return new Discovery<>(List.copyOf(providers), failures.stream().distinct().toList());
  }

  /**
   * What is wrong with a provider; one that throws when it is looked at is named with its place.
   */
  private static <T> Optional<String> fault(T provider, Function<T, Optional<String>> check) {
    try {
      return check.apply(provider);
    } catch (ScalarFlowException saysItAll) {
      return Optional.of(String.valueOf(saysItAll.getMessage()));
    } catch (LinkageError | RuntimeException failure) {
      LOGGER.log(Level.DEBUG, "a provider cannot be used", failure);
      return Optional.of(place(provider) + " fails when it is asked about itself: " + failure);
    }
  }

  /** Where a provider comes from: its module or class, and the jar or folder. */
  static String place(Object provider) {
    Class<?> type = provider.getClass();
    CodeSource source = type.getProtectionDomain().getCodeSource();
    URL location = source == null ? null : source.getLocation();
    return type.getName() + (location == null ? "" : " in " + location);
  }

  /** The version that the provider's module or jar states. */
  static String version(Class<?> type) {
    return Optional.ofNullable(type.getModule().getDescriptor())
        .flatMap(descriptor -> descriptor.rawVersion())
        .or(() -> Optional.ofNullable(type.getPackage().getImplementationVersion()))
        .orElse("unknown version");
  }

  private static String describe(Throwable failure) {
    if (failure instanceof LinkageError) {
      return "a registered provider cannot be loaded, something it needs is missing or does not"
          + " fit: "
          + failure;
    }
    String message =
        failure instanceof ServiceConfigurationError
            ? String.valueOf(failure.getMessage())
            : failure.toString();
    return failure.getCause() == null ? message : message + " (" + failure.getCause() + ")";
  }
}
