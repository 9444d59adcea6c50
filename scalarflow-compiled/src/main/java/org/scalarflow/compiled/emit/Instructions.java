package org.scalarflow.compiled.emit;

import java.lang.constant.ConstantDescs;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes instructions of one method, and counts their bytes. */
final class Instructions {

  private static final Handle CLASS_DATA_AT =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          "java/lang/invoke/MethodHandles",
          "classDataAt",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;I)"
              + "Ljava/lang/Object;",
          false);

  private final MethodVisitor method;
  private int size;

  Instructions(MethodVisitor method) {
    this.method = method;
    method.visitCode();
  }

  /** The bytes so far. */
  int size() {
    return size;
  }

  /** An instruction of one byte. */
  void plain(int opcode) {
    method.visitInsn(opcode);
    size++;
  }

  void load(int variable) {
    variable(Opcodes.DLOAD, variable);
  }

  void store(int variable) {
    variable(Opcodes.DSTORE, variable);
  }

  void variable(int opcode, int variable) {
    method.visitVarInsn(opcode, variable);
    size += variable < 4 ? 1 : variable < 256 ? 2 : 4;
  }

  void increment(int variable, int by) {
    method.visitIincInsn(variable, by);
    size += variable < 256 ? 3 : 6;
  }

  void constant(int number) {
    if (number >= -1 && number <= 5) {
      plain(Opcodes.ICONST_0 + number);
    } else if (number >= Byte.MIN_VALUE && number <= Byte.MAX_VALUE) {
      method.visitIntInsn(Opcodes.BIPUSH, number);
      size += 2;
    } else if (number >= Short.MIN_VALUE && number <= Short.MAX_VALUE) {
      method.visitIntInsn(Opcodes.SIPUSH, number);
      size += 3;
    } else {
      method.visitLdcInsn(number);
      size += 3;
    }
  }

  void callStatic(String owner, String name, String descriptor) {
    method.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
    size += 3;
  }

  void callSpecial(String owner, String name, String descriptor) {
    method.visitMethodInsn(Opcodes.INVOKESPECIAL, owner, name, descriptor, false);
    size += 3;
  }

  void callVirtual(String owner, String name, String descriptor) {
    method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, name, descriptor, false);
    size += 3;
  }

  void callInterface(String owner, String name, String descriptor) {
    method.visitMethodInsn(Opcodes.INVOKEINTERFACE, owner, name, descriptor, true);
    size += 5;
  }

  void field(String owner, String name, String descriptor) {
    method.visitFieldInsn(Opcodes.GETFIELD, owner, name, descriptor);
    size += 3;
  }

  void staticField(String owner, String name, String descriptor) {
    method.visitFieldInsn(Opcodes.GETSTATIC, owner, name, descriptor);
    size += 3;
  }

  /** Pushes one of the objects that the class is defined with. */
  void classData(int index, String descriptor) {
    method.visitLdcInsn(
        new ConstantDynamic(ConstantDescs.DEFAULT_NAME, descriptor, CLASS_DATA_AT, index));
    size += 3;
  }

  void jump(int opcode, Label label) {
    method.visitJumpInsn(opcode, label);
    size += 3;
  }

  void mark(Label label) {
    method.visitLabel(label);
  }

  void end() {
    plain(Opcodes.RETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
  }
}
