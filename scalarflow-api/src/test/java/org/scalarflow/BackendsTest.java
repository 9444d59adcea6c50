package org.scalarflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;
import org.scalarflow.testing.Services;

class BackendsTest {

  /** A backend of a given name and priority. */
  public abstract static class Sample implements Backend {

    private final String name;
    private final int priority;

    Sample(String name, int priority) {
      this.name = name;
      this.priority = priority;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public int priority() {
      return priority;
    }

    @Override
    public Kernel compile(Tape tape, CompileOptions options) {
      return new TapeKernel(tape);
    }
  }

  public static final class Slow extends Sample {
    public Slow() {
      super("slow", 0);
    }
  }

  public static final class Quick extends Sample {
    public Quick() {
      super("quick", 100);
    }
  }

  public static final class AsQuick extends Sample {
    public AsQuick() {
      super("asQuick", 100);
    }
  }

  public static final class SlowTwin extends Sample {
    public SlowTwin() {
      super("slow", -1);
    }
  }

  public static final class Nameless extends Sample {
    public Nameless() {
      super(" ", 1_000);
    }
  }

  public static final class Throwing extends Sample {
    public Throwing() {
      super("throwing", 1_000);
      throw new IllegalStateException("no licence");
    }
  }

  public static final class LastResort extends Sample {
    public LastResort() {
      super("last", Integer.MIN_VALUE);
    }
  }

  public static final class Undecided extends Sample {
    public Undecided() {
      super("undecided", 0);
    }

    @Override
    public int priority() {
      throw new IllegalStateException("cannot tell");
    }
  }

  @TempDir Path folder;

  @AfterEach
  void forgetTheProperty() {
    System.clearProperty(Backends.PROPERTY);
  }

  private Backends found(Class<?>... providers) throws Exception {
    return found(Arrays.stream(providers).map(Class::getName).toList());
  }

  private Backends found(List<String> lines) throws Exception {
    try (URLClassLoader loader = Services.loader(folder, Backend.class, lines)) {
      return Backends.discover(loader);
    }
  }

  @Test
  void noneFoundSaysWhatToDo() throws Exception {
    assertThatThrownBy(() -> found(List.of()).preferred())
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("no backend was found; put one on the class path");
    assertThatThrownBy(() -> found(List.of()).named("naive"))
        .hasMessage("no backend named 'naive'; available: none");
  }

  @Test
  void theHighestPriorityIsPreferred() throws Exception {
    Backends backends = found(Slow.class, Quick.class);

    assertThat(backends.preferred().name()).isEqualTo("quick");
    assertThat(backends.choose(null).reason()).isEqualTo("highest priority (100)");
    assertThat(backends.found()).extracting(Backends.Found::name).containsExactly("quick", "slow");
    assertThat(backends.found().get(0).place()).contains("BackendsTest$Quick").contains("file:");
    assertThat(backends.found().get(0).version()).isNotEmpty();
  }

  @Test
  void theLowestPriorityIsTakenLast() throws Exception {
    assertThat(found(LastResort.class, Slow.class).preferred().name()).isEqualTo("slow");
    assertThat(found(LastResort.class).preferred().name()).isEqualTo("last");
  }

  @Test
  void aProviderThatCannotTellItsPriorityHidesNothing() throws Exception {
    Backends backends = found(Undecided.class, Slow.class);

    assertThat(backends.preferred().name()).isEqualTo("slow");
    assertThat(backends.failures())
        .singleElement()
        .asString()
        .contains("Undecided")
        .contains("cannot tell");
  }

  @Test
  void thePropertyAndTheNameComeFirst() throws Exception {
    Backends backends = found(Slow.class, Quick.class, AsQuick.class);
    System.setProperty(Backends.PROPERTY, "slow");

    assertThat(backends.preferred().name()).isEqualTo("slow");
    assertThat(backends.choose(null).reason()).contains(Backends.PROPERTY);
    assertThat(backends.choose("asQuick").backend().name()).isEqualTo("asQuick");
    assertThat(backends.named("quick").name()).isEqualTo("quick");
  }

  @Test
  void anUnknownNameListsTheKnownOnes() throws Exception {
    assertThatThrownBy(() -> found(Slow.class, Quick.class).named("quik"))
        .isInstanceOf(BackendException.class)
        .hasMessage("no backend named 'quik'; available: quick, slow");
  }

  @Test
  void aTieAtTheTopNamesBoth() throws Exception {
    Backends backends = found(Slow.class, Quick.class, AsQuick.class);

    assertThatThrownBy(backends::preferred)
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("several backends have the highest priority 100")
        .hasMessageContaining("quick (")
        .hasMessageContaining("asQuick (");
    assertThat(backends.named("slow").name()).isEqualTo("slow");
  }

  @Test
  void twoOfOneNameAreAnErrorOnlyWhereTheNameIsUsed() throws Exception {
    Backends backends = found(Slow.class, SlowTwin.class, Quick.class);

    assertThat(backends.preferred().name()).isEqualTo("quick");
    assertThatThrownBy(() -> backends.named("slow"))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("several backends are named 'slow'")
        .hasMessageContaining("BackendsTest$Slow in")
        .hasMessageContaining("BackendsTest$SlowTwin in");
  }

  @Test
  void brokenProvidersHideNothing() throws Exception {
    Backends backends =
        found(
            List.of(
                Throwing.class.getName(),
                "org.scalarflow.NoSuchBackend",
                Nameless.class.getName(),
                Undecided.class.getName(),
                BackendsTest.class.getName(),
                Slow.class.getName()));

    assertThat(backends.preferred().name()).isEqualTo("slow");
    assertThat(backends.failures()).hasSize(5);
    assertThat(backends.failures())
        .anySatisfy(line -> assertThat(line).contains("Throwing").contains("no licence"))
        .anySatisfy(line -> assertThat(line).contains("NoSuchBackend"))
        .anySatisfy(line -> assertThat(line).contains("Undecided").contains("cannot tell"))
        .anySatisfy(line -> assertThat(line).contains("Nameless").contains("has no name"));
    assertThatThrownBy(() -> backends.named("throwing")).hasMessageContaining("no licence");
  }

  @Test
  void onlyBrokenProvidersAreNamedInTheError() throws Exception {
    assertThatThrownBy(() -> found(Throwing.class).preferred())
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("no backend was found")
        .hasMessageContaining("no licence");
  }

  @Test
  void aMalformedServiceFileIsReported() throws Exception {
    Backends backends = found(List.of("not a class name", Slow.class.getName()));

    assertThat(backends.failures()).isNotEmpty();
    assertThatThrownBy(backends::preferred).hasMessageContaining("could not be used");
  }

  @Test
  void instancesNeedNoDiscovery() {
    assertThat(Backends.of(new Slow(), new Quick()).preferred().name()).isEqualTo("quick");
  }

  @Test
  void aGraphDiscoversItsBackendOnceAndKeepsIt() throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Graph graph = new Graph();
    try (URLClassLoader loader =
        Services.loader(folder, Backend.class, List.of(Slow.class.getName()))) {
      Thread.currentThread().setContextClassLoader(loader);
      assertThat(graph.run(graph.constant(1).plus(2)).value()).isEqualTo(3.0);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }

    assertThat(graph.backend().name()).isEqualTo("slow");
    assertThat(graph.backend()).isSameAs(graph.backend());
    graph.backend().close();
    Graph lonely = new Graph();
    assertThatThrownBy(() -> lonely.run(lonely.constant(1)))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("no backend was found");
  }
}
