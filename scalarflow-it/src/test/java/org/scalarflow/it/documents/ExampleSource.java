package org.scalarflow.it.documents;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.scalarflow.it.documents.Page.Block;

/**
 * A Java block of a page as a source file whose lines have the page's numbers, so that the compiler
 * points into the page.
 *
 * <p>A block that declares a type at its margin is a source file already. Any other is the body of
 * a method: its imports stay on top, and a statement with a number as its comment, {@code
 * run.value(); // 2.0}, becomes a check.
 *
 * @param className the class to compile
 * @param code the source
 * @param isBody whether it can be run
 */
record ExampleSource(String className, String code, boolean isBody) {

  private static final String NUMBER = "([-−]?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?)";

  private static final Pattern SHOWN = Pattern.compile("[ \\t]*//[ \\t]*" + NUMBER + "[ \\t]*");

  private static final Pattern SHOWN_AT_END = Pattern.compile(SHOWN + "$", Pattern.MULTILINE);

  private static final Pattern TYPE =
      Pattern.compile(
          "^(?:(?:public|final|abstract|sealed|non-sealed|strictfp) )*(?:class|interface|record|enum)"
              + " (\\w+)",
          Pattern.MULTILINE);

  private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);

  static ExampleSource of(Block block) throws IOException {
    List<String> lines = new ArrayList<>(Collections.nCopies(block.firstLine() - 1, ""));
    lines.addAll(block.lines());
    String code = String.join("\n", lines);
    Matcher type = TYPE.matcher(code);
    if (type.find()) {
      Matcher inPackage = PACKAGE.matcher(code);
      String prefix = inPackage.find() ? inPackage.group(1) + "." : "";
      return new ExampleSource(prefix + type.group(1), code, false);
    }
    String className = "Example" + block.firstLine();
    int header = block.firstLine() - 2;
    for (int i = header + 1; i < lines.size(); i++) {
      if (lines.get(i).startsWith("import ")) {
        header = i;
      }
    }
    String opening =
        "public final class %s { public static void run(%s checks) throws Exception {"
            .formatted(className, Checks.class.getName());
    lines.set(header, lines.get(header) + opening);
    lines.add("}}");
    return new ExampleSource(className, withChecks(className, String.join("\n", lines)), true);
  }

  /** How many numbers the block shows. */
  static int numbersShown(Block block) {
    return (int) SHOWN_AT_END.matcher(String.join("\n", block.lines())).results().count();
  }

  JavaFileObject file() {
    return new SimpleJavaFileObject(
        URI.create("string:///" + className.replace('.', '/') + ".java"),
        JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return code;
      }
    };
  }

  private static String withChecks(String className, String code) throws IOException {
    JavaFileObject file = new ExampleSource(className, code, true).file();
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, diagnostic -> {}, null, null, List.of(file));
    CompilationUnitTree unit = task.parse().iterator().next();
    SourcePositions positions = Trees.instance(task).getSourcePositions();
    MethodTree run = (MethodTree) ((ClassTree) unit.getTypeDecls().get(0)).getMembers().get(0);
    StringBuilder checked = new StringBuilder();
    int done = 0;
    for (StatementTree statement : run.getBody().getStatements()) {
      int start = (int) positions.getStartPosition(unit, statement);
      int end = (int) positions.getEndPosition(unit, statement);
      Matcher shown = SHOWN_AT_END.matcher(code).region(Math.max(end, 0), code.length());
      if (end < 0 || !shown.lookingAt()) {
        continue;
      }
      String call =
          "checks.equal(%d, %s, "
              .formatted(unit.getLineMap().getLineNumber(end), shown.group(1).replace('−', '-'));
      if (statement instanceof ExpressionStatementTree) {
        String expression = code.substring(start, code.lastIndexOf(';', end - 1));
        checked.append(code, done, start).append(call).append(expression).append(");");
        done = end;
      } else if (statement instanceof VariableTree variable) {
        checked.append(code, done, end).append(call).append(variable.getName()).append(");");
        done = end;
      }
    }
    return checked.append(code, done, code.length()).toString();
  }
}
