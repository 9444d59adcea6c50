package org.scalarflow.compiled.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The JVM verifies generated classes where these tests run: a class that misuses the stack is not
 * linked. If that ever were switched off, this test would fail, and others would prove less.
 */
class VerificationTest {

  private static final String NAME = Code.class.getPackageName() + ".Generated";

  /**
   * A class whose method {@code value} takes a number from the stack that an argument stands on.
   */
  private static Emitter.ClassFile code(boolean isWrong) {
    ClassWriter writer = new ClassWriter(0);
    String[] interfaces = {Code.class.getName().replace('.', '/')};
    String internalName = NAME.replace('.', '/');
    writer.visit(
        Opcodes.V17, Opcodes.ACC_FINAL, internalName, null, "java/lang/Object", interfaces);
    MethodVisitor constructor = writer.visitMethod(0, "<init>", "()V", null, null);
    constructor.visitVarInsn(Opcodes.ALOAD, 0);
    constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    constructor.visitInsn(Opcodes.RETURN);
    constructor.visitMaxs(1, 1);
    for (String name : new String[] {"value", "gradient"}) {
      MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, name, Scope.SWEEP, null, null);
      if (isWrong) {
        method.visitVarInsn(Opcodes.ALOAD, 1);
        method.visitInsn(Opcodes.DNEG);
        method.visitInsn(Opcodes.POP2);
      }
      method.visitInsn(Opcodes.RETURN);
      method.visitMaxs(2, 6);
    }
    writer.visitEnd();
    return new Emitter.ClassFile(NAME, writer.toByteArray(), List.of(), List.of());
  }

  @Test
  void wrongCodeIsNotLinked() {
    assertThat(HiddenClasses.define(code(false)).getClass().isHidden()).isTrue();
    assertThatThrownBy(() -> HiddenClasses.define(code(true))).isInstanceOf(VerifyError.class);
  }
}
