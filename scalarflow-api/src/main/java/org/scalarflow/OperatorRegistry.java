package org.scalarflow;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The operators that can be applied by name: the built-in ones, and those of the providers found on
 * the class path or module path.
 *
 * <p>A provider cannot take the name of a built-in operator; two providers of one name make that
 * name unusable, and the error names both. Other operators stay usable. Immutable.
 */
public final class OperatorRegistry {

  private final Map<String, Operator> operators;
  private final Map<String, String> ambiguous;
  private final List<String> failures;

  private OperatorRegistry(Discovery<Operator> discovered) {
    Map<String, Operator> byName = new TreeMap<>();
    Operators.builtIn().forEach(operator -> byName.put(operator.name(), operator));
    Map<String, String> clashes = new TreeMap<>();
    Map<String, List<Operator>> groups =
        discovered.providers().stream().collect(Collectors.groupingBy(Operator::name));
    groups.forEach(
        (name, group) -> {
          if (group.size() == 1) {
            byName.put(name, group.get(0));
          } else {
            clashes.put(
                name,
                group.stream().map(Discovery::place).sorted().collect(Collectors.joining(", ")));
          }
        });
    this.operators = Collections.unmodifiableMap(byName);
    this.ambiguous = Collections.unmodifiableMap(clashes);
    this.failures = discovered.failures();
  }

  /** Discovers operators with the context class loader of the calling thread. */
  public static OperatorRegistry discover() {
    return of(ServiceLoader.load(Operator.class));
  }

  /** Discovers operators with a class loader. */
  public static OperatorRegistry discover(ClassLoader loader) {
    return of(ServiceLoader.load(Operator.class, loader));
  }

  private static OperatorRegistry of(ServiceLoader<Operator> loader) {
    Map<String, Operator> builtIn =
        Operators.builtIn().stream().collect(Collectors.toMap(Operator::name, Function.identity()));
    return new OperatorRegistry(
        Discovery.of(
            loader,
            operator -> {
              requireValidName(operator);
              if (operator.arity() == null) {
                return Optional.of(
                    Discovery.place(operator) + " does not say its arity; it is ignored");
              }
              return builtIn.containsKey(operator.name())
                  ? Optional.of(
                      Discovery.place(operator)
                          + " takes the name of the built-in operator '"
                          + operator.name()
                          + "'; it is ignored, give it another name")
                  : Optional.empty();
            }));
  }

  /** All usable operators, sorted by name. */
  public Collection<Operator> all() {
    return operators.values();
  }

  /** The operator of that name, if it is usable. */
  public Optional<Operator> find(String name) {
    return Optional.ofNullable(operators.get(Objects.requireNonNull(name, "name")));
  }

  /**
   * The operator of that name.
   *
   * @throws OperatorException if there is none, with the nearest known name, or if there are
   *     several
   */
  public Operator named(String name) {
    return find(name).orElseThrow(() -> new OperatorException(whyNot(name)));
  }

  /** One line for each provider that cannot be used. */
  public List<String> failures() {
    return failures;
  }

  private String whyNot(String name) {
    String places = ambiguous.get(name);
    return places == null
        ? "there is no operator named '"
            + name
            + "'"
            + Suggestions.nearest(name, operators.keySet().stream())
        : "several operators are named '" + name + "': " + places + "; remove all but one";
  }

  /** Checks that a name can stand in a formula and in an automatic node name. */
  static void requireValidName(Operator operator) {
    String name = operator.name();
    boolean valid =
        name != null
            && !name.isEmpty()
            && Character.isLowerCase(name.charAt(0))
            && name.chars().allMatch(Character::isJavaIdentifierPart);
    if (!valid) {
      throw new OperatorException(
          "'"
              + name
              + "' of "
              + operator.getClass().getName()
              + " is not an operator name; it must be a Java identifier that starts with a"
              + " lower-case letter");
    }
  }
}
