package org.scalarflow.compiled.emit;

import static org.objectweb.asm.Opcodes.DADD;
import static org.objectweb.asm.Opcodes.DALOAD;
import static org.objectweb.asm.Opcodes.DASTORE;
import static org.objectweb.asm.Opcodes.DCONST_0;

import org.jspecify.annotations.Nullable;
import org.scalarflow.compiled.ir.Layer;
import org.scalarflow.compiled.ir.Loop;
import org.scalarflow.compiled.ir.Pass;
import org.scalarflow.compiled.ir.Use;

/** Writes calls of the kernels for layers: their sums, and elementary functions of all units. */
final class LayerWriter {

  private static final String LAYERS = LayerCode.class.getName().replace('.', '/');
  private static final String ARRAY_OF_ROWS = "[DII";
  private static final String ARRAY = "[DI";
  private static final String SHAPE = "II";

  private final Scope scope;
  private final Instructions code;

  LayerWriter(Scope scope) {
    this.scope = scope;
    code = scope.code;
  }

  /** Writes how the sums are done. */
  void forward(Layer layer) {
    pushKernels();
    pushRows(layer, layer.weights());
    pushValues(layer, layer.signals());
    pushRows(layer, layer.starts());
    scope.pushValues();
    scope.pushIndex(layer.start(layer.sum().value()), around(layer));
    pushShape(layer);
    call("sums", ARRAY_OF_ROWS + ARRAY + ARRAY_OF_ROWS + ARRAY);
  }

  /** Writes how the adjoints of the sums are passed on. */
  void backward(Layer layer) {
    boolean isForBoth =
        layer.signals().passes() && layer.weights().passes() && layer.weights().isSole();
    if (isForBoth) {
      pushKernels();
      pushRows(layer, layer.weights());
      pushValues(layer, layer.signals());
      pushAdjointsOfSums(layer);
      pushAdjoints(layer, layer.signals());
      pushAdjointRows(layer, layer.weights());
      pushShape(layer);
      call("passToBoth", ARRAY_OF_ROWS + ARRAY + ARRAY + ARRAY + ARRAY_OF_ROWS);
    } else if (layer.signals().passes()) {
      pushKernels();
      pushRows(layer, layer.weights());
      pushAdjointsOfSums(layer);
      pushAdjoints(layer, layer.signals());
      pushShape(layer);
      call("passToSignals", ARRAY_OF_ROWS + ARRAY + ARRAY);
    }
    if (layer.weights().passes() && !isForBoth) {
      pushKernels();
      pushValues(layer, layer.signals());
      pushAdjointsOfSums(layer);
      pushAdjointRows(layer, layer.weights());
      pushShape(layer);
      call(
          layer.weights().isSole() ? "passToWeights" : "addToWeights",
          ARRAY + ARRAY + ARRAY_OF_ROWS);
    }
    if (layer.starts().passes()) {
      passToStarts(layer);
    }
  }

  /** Writes how a function is computed. */
  void forward(Pass pass) {
    Loop around = pass.loop().parent();
    scope.pushFrame();
    code.constant(pass.function().ordinal());
    scope.pushPlace(pass.argument(), pass.start(pass.argument().value()), around);
    scope.pushIndex(pass.start(pass.step().value()), around);
    code.constant(pass.loop().trips());
    code.callVirtual(Scope.FRAME, "apply", "(I[DIII)V");
  }

  /** Writes how adjoints are passed back through sigmoids. */
  void backward(Pass pass) {
    Loop around = pass.loop().parent();
    pushKernels();
    scope.pushValues();
    scope.pushIndex(pass.start(pass.step().value()), around);
    scope.pushAdjoints();
    scope.pushIndex(pass.start(pass.step().adjoint()), around);
    scope.pushIndex(pass.start(pass.argument().adjoint()), around);
    code.constant(pass.loop().trips());
    code.callInterface(LAYERS, "passThroughSigmoids", "([DI[DIII)V");
  }

  /** Passes what a sum gets to what it starts with, the last unit first. */
  private void passToStarts(Layer layer) {
    Use starts = layer.starts();
    Loop units = layer.units();
    scope.countDown(
        units,
        () -> {
          scope.pushAdjoints(starts);
          scope.pushIndex(starts.adjoint(), units);
          scope.pushAdjoints();
          scope.pushIndex(layer.sum().adjoint(), units);
          code.plain(DALOAD);
          if (starts.isSole()) {
            code.plain(DCONST_0);
          } else {
            scope.pushAdjoints(starts);
            scope.pushIndex(starts.adjoint(), units);
            code.plain(DALOAD);
          }
          code.plain(DADD);
          code.plain(DASTORE);
        });
  }

  private void pushKernels() {
    scope.pushFrame();
    code.callVirtual(Scope.FRAME, "layers", "()L" + LAYERS + ";");
  }

  private void pushValues(Layer layer, Use use) {
    scope.pushPlace(use, layer.start(use.value()), around(layer));
  }

  private void pushRows(Layer layer, Use use) {
    pushValues(layer, use);
    code.constant(layer.unitStride(use.value()));
  }

  private void pushAdjointsOfSums(Layer layer) {
    scope.pushAdjoints();
    scope.pushIndex(layer.start(layer.sum().adjoint()), around(layer));
  }

  private void pushAdjoints(Layer layer, Use use) {
    scope.pushAdjoints(use);
    scope.pushIndex(layer.start(use.adjoint()), around(layer));
  }

  private void pushAdjointRows(Layer layer, Use use) {
    pushAdjoints(layer, use);
    code.constant(layer.unitStride(use.adjoint()));
  }

  private void pushShape(Layer layer) {
    code.constant(layer.inputs().trips());
    code.constant(layer.units().trips());
  }

  private void call(String method, String arguments) {
    code.callInterface(LAYERS, method, "(" + arguments + SHAPE + ")V");
  }

  private static @Nullable Loop around(Layer layer) {
    return layer.units().parent();
  }
}
