package org.scalarflow.compiled.emit;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.V17;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassWriter;
import org.scalarflow.compiled.ir.RowLoop;

/** Writes the class file for batches: a method for each loop over rows. */
final class BatchWriter {

  private static final String OBJECT = "java/lang/Object";
  private static final String NAME = BatchCode.class.getPackageName() + ".GeneratedBatch";

  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
  private final List<RowLoop> loops;
  private final ScalarNumbers scalars;
  private final @Nullable VectorNumbers vectors;

  BatchWriter(
      List<RowLoop> loops, RuleMethods rules, @Nullable Class<?> vectorMethods, boolean fuses) {
    this.loops = loops;
    scalars = new ScalarNumbers(rules);
    vectors = vectorMethods == null ? null : new VectorNumbers(rules, vectorMethods, fuses);
  }

  Emitter.ClassFile write() {
    writer.visit(V17, ACC_FINAL | ACC_SUPER, NAME.replace('.', '/'), null, OBJECT, null);
    List<Emitter.Method> methods = new ArrayList<>();
    for (RowLoop loop : loops) {
      methods.add(write("loop" + methods.size(), loop));
    }
    writer.visitEnd();
    return new Emitter.ClassFile(NAME, writer.toByteArray(), List.copyOf(methods), List.of());
  }

  private Emitter.Method write(String name, RowLoop loop) {
    Instructions code =
        new Instructions(
            writer.visitMethod(
                ACC_PRIVATE | ACC_STATIC, name, RowLoopWriter.TYPE.descriptorString(), null, null));
    new RowLoopWriter(code, loop, numbers(loop)).write();
    code.end();
    return new Emitter.Method(name, code.size());
  }

  private RowNumbers numbers(RowLoop loop) {
    return vectors != null && vectors.canDo(loop) ? vectors : scalars;
  }
}
