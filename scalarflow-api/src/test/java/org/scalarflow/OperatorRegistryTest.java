package org.scalarflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scalarflow.testing.Services;

class OperatorRegistryTest {

  /** The identity under a given name. */
  public abstract static class Sample implements Operator.Unary {

    private final String name;

    Sample(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public double value(double x) {
      return x;
    }

    @Override
    public double partial(double x, double result) {
      return 1;
    }
  }

  public static final class Mine extends Sample {
    public Mine() {
      super("mine");
    }
  }

  public static final class Twin extends Sample {
    public Twin() {
      super("twin");
    }
  }

  public static final class OtherTwin extends Sample {
    public OtherTwin() {
      super("twin");
    }
  }

  public static final class Sine extends Sample {
    public Sine() {
      super("sin");
    }
  }

  public static final class Shouting extends Sample {
    public Shouting() {
      super("SHOUT");
    }
  }

  @SuppressWarnings("NullAway") // what a careless author may write
  public static final class WithoutArity extends Sample {
    public WithoutArity() {
      super("withoutArity");
    }

    @Override
    public Arity arity() {
      return null;
    }
  }

  public static final class ThrowingArity extends Sample {
    public ThrowingArity() {
      super("throwingArity");
    }

    @Override
    public Arity arity() {
      throw new IllegalStateException("no idea");
    }
  }

  @TempDir Path folder;

  private OperatorRegistry found(Class<?>... providers) throws Exception {
    try (URLClassLoader loader =
        Services.loader(
            folder, Operator.class, Arrays.stream(providers).map(Class::getName).toList())) {
      return OperatorRegistry.discover(loader);
    }
  }

  @Test
  void builtInOperatorsAreThere() {
    OperatorRegistry registry = OperatorRegistry.discover();

    assertThat(registry.all()).containsAll(Operators.builtIn());
    assertThat(registry.named("sin")).isSameAs(Operators.SIN);
    assertThat(registry.find("nothing")).isEmpty();
    assertThat(registry.failures()).isEmpty();
  }

  @Test
  void providersAreFoundByName() throws Exception {
    assertThat(found(Mine.class).named("mine")).isInstanceOf(Mine.class);
  }

  @Test
  void aProviderCannotTakeABuiltInName() throws Exception {
    OperatorRegistry registry = found(Sine.class, Mine.class);

    assertThat(registry.named("sin")).isSameAs(Operators.SIN);
    assertThat(registry.named("mine")).isInstanceOf(Mine.class);
    assertThat(registry.failures())
        .singleElement()
        .asString()
        .contains("takes the name of the built-in operator 'sin'");
  }

  @Test
  void aProviderWithoutArityIsReportedAndHidesNothing() throws Exception {
    OperatorRegistry registry = found(WithoutArity.class, ThrowingArity.class, Mine.class);

    assertThat(registry.named("mine")).isInstanceOf(Mine.class);
    assertThat(registry.find("withoutArity")).isEmpty();
    assertThat(registry.find("throwingArity")).isEmpty();
    assertThat(registry.failures())
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).contains("WithoutArity").contains("its arity"))
        .anySatisfy(line -> assertThat(line).contains("ThrowingArity").contains("no idea"));
  }

  @Test
  void twoOfOneNameAreUnusableAndNamed() throws Exception {
    OperatorRegistry registry = found(Twin.class, OtherTwin.class, Mine.class);

    assertThatThrownBy(() -> registry.named("twin"))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("several operators are named 'twin'")
        .hasMessageContaining("$Twin in")
        .hasMessageContaining("$OtherTwin in");
    assertThat(registry.find("twin")).isEmpty();
    assertThat(registry.named("mine")).isInstanceOf(Mine.class);
  }

  @Test
  void invalidNamesAreReported() throws Exception {
    OperatorRegistry registry = found(Shouting.class);

    assertThat(registry.failures())
        .singleElement()
        .asString()
        .contains("'SHOUT'")
        .contains("is not an operator name");
  }

  @Test
  void unknownNamesSuggestTheNearest() {
    assertThatThrownBy(() -> OperatorRegistry.discover().named("softplu"))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("did you mean 'softplus'?");
  }
}
