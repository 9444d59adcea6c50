package org.scalarflow.compiled.emit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    try {
      return inside(file)
          .lookupClass()
          .asSubclass(Code.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Makes a class of loops over rows.
   *
   * @throws LinkageError if the class file is wrong
   * @throws UncheckedIOException if it is to be dumped and cannot
   */
  public static BatchCode defineLoops(Emitter.ClassFile file) {
    try {
      MethodHandles.Lookup inside = inside(file);
      List<MethodHandle> loops = new ArrayList<>();
      for (Emitter.Method method : file.methods()) {
        loops.add(inside.findStatic(inside.lookupClass(), method.name(), RowLoopWriter.TYPE));
      }
      return new BatchCode(loops);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MethodHandles.Lookup inside(Emitter.ClassFile file) throws IllegalAccessException {
    dump(file, System.getProperty(DUMP));
    return MethodHandles.lookup()
        .defineHiddenClassWithClassData(file.bytes(), file.operators(), true);
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
