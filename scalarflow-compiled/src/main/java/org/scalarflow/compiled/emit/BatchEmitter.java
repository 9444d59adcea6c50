package org.scalarflow.compiled.emit;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.scalarflow.compiled.ir.RowLoop;

/** Writes class files for batches, with a method for each loop over rows. */
public final class BatchEmitter {

  private static final String OBJECT = "java/lang/Object";
  private static final String CODE = BatchCode.class.getName().replace('.', '/');
  private static final String NAME = BatchCode.class.getPackageName() + ".GeneratedBatch";
  private static final String INTERNAL_NAME = NAME.replace('.', '/');

  private final RuleMethods rules = new RuleMethods();

  /** An emitter; it may be used by several threads. */
  public BatchEmitter() {}

  /**
   * A class that implements {@link BatchCode}.
   *
   * @throws RuntimeException if the class would break a limit of class files
   */
  public Emitter.ClassFile emit(List<RowLoop> loops) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    writer.visit(V17, ACC_FINAL | ACC_SUPER, INTERNAL_NAME, null, OBJECT, new String[] {CODE});
    Instructions constructor = new Instructions(writer.visitMethod(0, "<init>", "()V", null, null));
    constructor.variable(ALOAD, 0);
    constructor.callSpecial(OBJECT, "<init>", "()V");
    constructor.end();
    List<Emitter.Method> methods = new ArrayList<>();
    for (int i = 0; i < loops.size(); i++) {
      String name = "loop" + i;
      Instructions code =
          new Instructions(
              writer.visitMethod(
                  ACC_PRIVATE | ACC_STATIC, name, RowLoopWriter.DESCRIPTOR, null, null));
      new RowLoopWriter(code, loops.get(i), rules).write();
      code.end();
      methods.add(new Emitter.Method(name, code.size()));
    }
    writeSwitch(writer, loops.size());
    writer.visitEnd();
    return new Emitter.ClassFile(NAME, writer.toByteArray(), List.copyOf(methods));
  }

  private static void writeSwitch(ClassWriter writer, int loops) {
    String descriptor = RowLoopWriter.DESCRIPTOR.replace("(", "(I");
    MethodVisitor code =
        writer.visitMethod(ACC_PUBLIC | ACC_FINAL, "run", descriptor, null, null);
    code.visitCode();
    Label[] labels = new Label[loops];
    Arrays.setAll(labels, any -> new Label());
    Label none = new Label();
    if (loops > 0) {
      code.visitVarInsn(ILOAD, 1);
      code.visitTableSwitchInsn(0, loops - 1, none, labels);
    }
    for (int i = 0; i < loops; i++) {
      code.visitLabel(labels[i]);
      for (int array = 2; array <= 5; array++) {
        code.visitVarInsn(ALOAD, array);
      }
      for (int number = 6; number <= 7; number++) {
        code.visitVarInsn(ILOAD, number);
      }
      code.visitMethodInsn(
          org.objectweb.asm.Opcodes.INVOKESTATIC,
          INTERNAL_NAME,
          "loop" + i,
          RowLoopWriter.DESCRIPTOR,
          false);
      code.visitInsn(RETURN);
    }
    code.visitLabel(none);
    code.visitInsn(RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
