package org.scalarflow.compiled.emit;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.scalarflow.compiled.ir.RowLoop;

/**
 * Writes the class file for batches: a method for each loop over rows, and one that has them done.
 */
final class BatchWriter {

  private static final String OBJECT = "java/lang/Object";
  private static final String CODE = BatchCode.class.getName().replace('.', '/');
  private static final String NAME = BatchCode.class.getPackageName() + ".GeneratedBatch";

  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
  private final String internalName = NAME.replace('.', '/');
  private final List<RowLoop> loops;
  private final ScalarNumbers scalars;
  private final @Nullable VectorNumbers vectors;

  BatchWriter(List<RowLoop> loops, RuleMethods rules, @Nullable Class<?> vectorMethods) {
    this.loops = loops;
    scalars = new ScalarNumbers(rules);
    vectors = vectorMethods == null ? null : new VectorNumbers(rules, vectorMethods);
  }

  Emitter.ClassFile write() {
    writer.visit(V17, ACC_FINAL | ACC_SUPER, internalName, null, OBJECT, new String[] {CODE});
    writeConstructor();
    List<Emitter.Method> methods = new ArrayList<>();
    for (int i = 0; i < loops.size(); i++) {
      methods.add(writeLoop(i));
    }
    writeRun();
    writer.visitEnd();
    return new Emitter.ClassFile(NAME, writer.toByteArray(), List.copyOf(methods), List.of());
  }

  private void writeConstructor() {
    Instructions code = new Instructions(writer.visitMethod(0, "<init>", "()V", null, null));
    code.variable(ALOAD, 0);
    code.callSpecial(OBJECT, "<init>", "()V");
    code.end();
  }

  private Emitter.Method writeLoop(int number) {
    MethodVisitor visitor =
        writer.visitMethod(
            ACC_PRIVATE | ACC_STATIC, name(number), RowLoopWriter.DESCRIPTOR, null, null);
    Instructions code = new Instructions(visitor);
    RowLoop loop = loops.get(number);
    boolean isOfVectors = vectors != null && vectors.canDo(loop);
    new RowLoopWriter(code, loop, isOfVectors ? vectors : scalars).write();
    code.end();
    return new Emitter.Method(name(number), code.size());
  }

  private static String name(int number) {
    return "loop" + number;
  }

  /** Writes a switch by the number of the loop. */
  private void writeRun() {
    String descriptor = RowLoopWriter.DESCRIPTOR.replace("(", "(I");
    MethodVisitor code = writer.visitMethod(ACC_PUBLIC | ACC_FINAL, "run", descriptor, null, null);
    code.visitCode();
    Label[] labels = new Label[loops.size()];
    Arrays.setAll(labels, any -> new Label());
    Label none = new Label();
    if (labels.length > 0) {
      code.visitVarInsn(ILOAD, 1);
      code.visitTableSwitchInsn(0, labels.length - 1, none, labels);
    }
    for (int i = 0; i < labels.length; i++) {
      code.visitLabel(labels[i]);
      for (int array = 2; array <= 5; array++) {
        code.visitVarInsn(ALOAD, array);
      }
      code.visitVarInsn(ILOAD, 6);
      code.visitVarInsn(ILOAD, 7);
      code.visitMethodInsn(INVOKESTATIC, internalName, name(i), RowLoopWriter.DESCRIPTOR, false);
      code.visitInsn(RETURN);
    }
    code.visitLabel(none);
    code.visitInsn(RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
