package org.scalarflow;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.scalarflow.spi.Backend;

/**
 * The backends found on the class path or module path, and the choice among them.
 *
 * <p>A backend is chosen by, in this order: the name asked for, the system property {@value
 * #PROPERTY}, the highest priority found. Class-path order never decides: two backends of the
 * chosen name, or two of the highest priority, are an error that names both. A provider that cannot
 * be made is listed among {@link #failures} and hides nothing else. Immutable.
 */
public final class Backends {

  /** The system property that names the backend to use. */
  public static final String PROPERTY = "scalarflow.backend";

  /**
   * A backend and where it was found.
   *
   * @param backend the backend
   * @param version the version its module or jar states, or {@code unknown version}
   * @param place its class, and the jar or folder it came from
   */
  public record Found(Backend backend, String version, String place) {

    /** The backend's name. */
    public String name() {
      return backend.name();
    }
  }

  /**
   * A backend and the reason why it was taken.
   *
   * @param found the backend
   * @param reason for instance {@code highest priority (200)}
   */
  public record Choice(Found found, String reason) {

    /** The backend. */
    public Backend backend() {
      return found.backend();
    }
  }

  private final List<Found> found;
  private final List<String> failures;

  private Backends(List<Backend> backends, List<String> failures) {
    this.found =
        backends.stream()
            .map(
                backend ->
                    new Found(
                        backend, Discovery.version(backend.getClass()), Discovery.place(backend)))
            .sorted(
                Comparator.comparing(
                        (Found one) -> one.backend().priority(), Comparator.reverseOrder())
                    .thenComparing(Found::name)
                    .thenComparing(Found::place))
            .toList();
    this.failures = failures;
  }

  /** Discovers backends with the context class loader of the calling thread. */
  public static Backends discover() {
    return of(ServiceLoader.load(Backend.class));
  }

  /** Discovers backends with a class loader. */
  public static Backends discover(ClassLoader loader) {
    return of(ServiceLoader.load(Backend.class, loader));
  }

  /** The choice among these backends, without discovery. */
  public static Backends of(Backend... backends) {
    return new Backends(List.of(backends), List.of());
  }

  private static Backends of(ServiceLoader<Backend> loader) {
    Discovery<Backend> discovered = Discovery.of(loader, Backends::fault);
    return new Backends(discovered.providers(), discovered.failures());
  }

  /** What is wrong with a provider; it throws if it cannot tell its name or priority. */
  private static Optional<String> fault(Backend backend) {
    String name = backend.name();
    backend.priority();
    return name == null || name.isBlank()
        ? Optional.of(Discovery.place(backend) + " has no name; it is ignored")
        : Optional.empty();
  }

  /** The backends found, by descending priority, then by name. */
  public List<Found> found() {
    return found;
  }

  /** One line for each provider that cannot be used. */
  public List<String> failures() {
    return failures;
  }

  /**
   * The backend of that name.
   *
   * @throws BackendException if there is none, with the names there are, or if there are several
   */
  public Backend named(String name) {
    return byName(name).backend();
  }

  /**
   * The backend that the system property names, else the one of the highest priority.
   *
   * @throws BackendException if none was found, the name is unknown, or the choice is not unique
   */
  public Backend preferred() {
    return choose(null).backend();
  }

  /**
   * The backend to use and why.
   *
   * @param name the name asked for, or null to leave it to the property and the priorities
   * @throws BackendException if none was found, the name is unknown, or the choice is not unique
   */
  public Choice choose(@Nullable String name) {
    if (name != null) {
      return new Choice(byName(name), "asked for by name");
    }
    String property = System.getProperty(PROPERTY);
    if (property != null) {
      return new Choice(byName(property), "named by the system property " + PROPERTY);
    }
    if (found.isEmpty()) {
      throw new BackendException(
          "no backend was found; put one on the class path or module path, scalarflow-naive for"
              + " instance"
              + failureNote());
    }
    int highest = found.get(0).backend().priority();
    List<Found> top = found.stream().filter(one -> one.backend().priority() == highest).toList();
    if (top.size() > 1) {
      throw new BackendException(
          "several backends have the highest priority "
              + highest
              + ": "
              + describe(top)
              + "; name one, with the system property "
              + PROPERTY
              + " for instance");
    }
    return new Choice(top.get(0), "highest priority (" + highest + ")");
  }

  private Found byName(String name) {
    List<Found> matching = found.stream().filter(one -> one.name().equals(name)).toList();
    if (matching.size() == 1) {
      return matching.get(0);
    }
    if (matching.isEmpty()) {
      String available =
          found.isEmpty()
              ? "none"
              : found.stream()
                  .map(Found::name)
                  .distinct()
                  .sorted()
                  .collect(Collectors.joining(", "));
      throw new BackendException(
          "no backend named '" + name + "'; available: " + available + failureNote());
    }
    throw new BackendException(
        "several backends are named '"
            + name
            + "': "
            + describe(matching)
            + "; remove all but one");
  }

  private String failureNote() {
    return failures.isEmpty() ? "" : "; could not be used: " + String.join("; ", failures);
  }

  private static String describe(List<Found> backends) {
    return backends.stream()
        .map(one -> one.name() + " (" + one.place() + ")")
        .collect(Collectors.joining(", "));
  }
}
