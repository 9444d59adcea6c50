package org.scalarflow.compiled.emit;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.V17;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.scalarflow.compiled.ir.Item;
import org.scalarflow.compiled.ir.Outline;
import org.scalarflow.compiled.ir.RowLoop;

/** Writes class files for Java 17 with ASM. */
public final class AsmEmitter implements Emitter {

  private static final String OBJECT = "java/lang/Object";
  private static final String CODE = Code.class.getName().replace('.', '/');
  private static final String NAME = Code.class.getPackageName() + ".Generated";

  /** So that a method that only calls others stays small. */
  private static final int MOST_CALLS = 500;

  private @Nullable RuleMethods rules;

  /** An emitter; it may be used by several threads. */
  public AsmEmitter() {}

  @Override
  public ClassFile emit(Outline outline) {
    return new Writing(outline, rules()).write();
  }

  @Override
  public ClassFile emit(List<RowLoop> loops, @Nullable Class<?> vectorMethods, boolean fuses) {
    return new BatchWriter(loops, rules(), vectorMethods, fuses).write();
  }

  /** Looked for when they are first needed. */
  private synchronized RuleMethods rules() {
    RuleMethods found = rules;
    if (found == null) {
      found = new RuleMethods();
      rules = found;
    }
    return found;
  }

  /** One class on its way. */
  private static final class Writing {

    private final Outline outline;
    private final RuleMethods rules;
    private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    private final List<Method> methods = new ArrayList<>();
    private final String internalName = NAME.replace('.', '/');

    Writing(Outline outline, RuleMethods rules) {
      this.outline = outline;
      this.rules = rules;
    }

    ClassFile write() {
      writer.visit(V17, ACC_FINAL | ACC_SUPER, internalName, null, OBJECT, new String[] {CODE});
      writeConstructor();
      List<String> value = new ArrayList<>();
      List<String> gradient = new ArrayList<>();
      int last = outline.groups().size() - 1;
      for (int i = 0; i <= last; i++) {
        value.add(writeForward("value" + i, outline.forward(i), false));
      }
      if (outline.isFused() && last == 0) {
        gradient.add(writeFused("gradient0"));
      } else {
        for (int i = 0; i <= last; i++) {
          gradient.add(writeForward("forward" + i, outline.forward(i), true));
        }
        for (int i = last; i >= 0; i--) {
          gradient.add(writeBackward("backward" + i, outline.groups().get(i)));
        }
      }
      writeSequence("value", value);
      writeSequence("gradient", gradient);
      writer.visitEnd();
      return new ClassFile(NAME, writer.toByteArray(), List.copyOf(methods), outline.operators());
    }

    private void writeConstructor() {
      Instructions code = new Instructions(writer.visitMethod(0, "<init>", "()V", null, null));
      code.variable(ALOAD, 0);
      code.callSpecial(OBJECT, "<init>", "()V");
      code.end();
    }

    private String writeForward(String name, List<Item> items, boolean keeps) {
      Instructions code = method(name);
      new Forward(new Scope(code), rules, keeps).write(items);
      return end(name, code);
    }

    private String writeBackward(String name, List<Item> items) {
      Instructions code = method(name);
      backward(new Scope(code)).write(items);
      return end(name, code);
    }

    private String writeFused(String name) {
      Instructions code = method(name);
      Scope scope = new Scope(code);
      new Forward(scope, rules, true).write(outline.forward(0));
      backward(scope).write(outline.groups().get(0));
      return end(name, code);
    }

    private Backward backward(Scope scope) {
      return new Backward(scope, rules, outline.isFused(), outline.tape().isSelective());
    }

    private Instructions method(String name) {
      return new Instructions(
          writer.visitMethod(ACC_PRIVATE | ACC_STATIC, name, Scope.SWEEP, null, null));
    }

    private String end(String name, Instructions code) {
      code.end();
      methods.add(new Method(name, code.size()));
      return name;
    }

    /** A method of the interface that calls the parts, through others if there are too many. */
    private void writeSequence(String name, List<String> parts) {
      List<String> calls = parts;
      while (calls.size() > MOST_CALLS) {
        calls = bundled(name, calls);
      }
      MethodVisitor visitor =
          writer.visitMethod(ACC_PUBLIC | ACC_FINAL, name, Scope.SWEEP, null, null);
      writeCalls(name, new Instructions(visitor), 1, calls);
    }

    private List<String> bundled(String name, List<String> parts) {
      List<String> bundles = new ArrayList<>();
      for (int from = 0; from < parts.size(); from += MOST_CALLS) {
        String bundle = name + "_" + methods.size();
        List<String> some = parts.subList(from, Math.min(parts.size(), from + MOST_CALLS));
        writeCalls(bundle, method(bundle), 0, some);
        bundles.add(bundle);
      }
      return bundles;
    }

    /**
     * Passes the arguments on, the first of which is in a variable, the others in the next ones.
     */
    private void writeCalls(String name, Instructions code, int first, List<String> parts) {
      for (String part : parts) {
        code.variable(ALOAD, first);
        code.variable(ALOAD, first + 1);
        code.variable(ALOAD, first + 2);
        code.variable(ILOAD, first + 3);
        code.variable(ALOAD, first + 4);
        code.callStatic(internalName, part, Scope.SWEEP);
      }
      end(name, code);
    }
  }
}
