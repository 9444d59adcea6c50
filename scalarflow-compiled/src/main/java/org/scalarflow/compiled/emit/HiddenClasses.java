package org.scalarflow.compiled.emit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Makes hidden classes of class files: nobody but their instance refers to them, so they go when it
 * goes. Operators that a class knows are its class data.
 */
public final class HiddenClasses {

  /** The system property that names a folder into which the class files are put as well. */
  public static final String DUMP = "scalarflow.compiled.dump";

  private HiddenClasses() {}

  /**
   * Makes a class and its instance.
   *
   * @throws LinkageError if the class file is wrong
   * @throws UncheckedIOException if it is to be dumped and cannot
   */
  public static Code define(Emitter.ClassFile file) {
    return define(file, Code.class);
  }

  /**
   * Makes a class and its instance.
   *
   * @param type what the class implements
   * @throws LinkageError if the class file is wrong
   * @throws UncheckedIOException if it is to be dumped and cannot
   */
  public static <T> T define(Emitter.ClassFile file, Class<T> type) {
    dump(file, System.getProperty(DUMP));
    try {
      MethodHandles.Lookup inside =
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(file.bytes(), file.operators(), true);
      return inside.lookupClass().asSubclass(type).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void dump(Emitter.ClassFile file, @Nullable String folder) {
    if (folder == null) {
      return;
    }
    String simpleName = file.name().substring(file.name().lastIndexOf('.') + 1);
    try {
      Path path = Files.createDirectories(Path.of(folder));
      Files.write(Files.createTempFile(path, simpleName + "-", ".class"), file.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a class file to " + folder, e);
    }
  }
}
