package org.scalarflow.ml.saved;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scalarflow.ml.Experiment;
import org.scalarflow.ml.TapeBackend;
import org.scalarflow.ml.data.Column;
import org.scalarflow.ml.data.ColumnEncoding;
import org.scalarflow.ml.data.Datasets;
import org.scalarflow.ml.data.LabelledTable;
import org.scalarflow.ml.data.NumberEncoding;
import org.scalarflow.ml.data.Table;
import org.scalarflow.ml.model.Activation;

/** A model of each kind, trained a little; run as a program, it saves or loads them all. */
final class ModelFiles {

  private ModelFiles() {}

  static Map<String, Experiment> experiments() {
    Map<String, Experiment> all = new LinkedHashMap<>();
    all.put("logistic", Experiment.on(Datasets.breastCancer()));
    all.put("softmax", Experiment.on(Datasets.iris()));
    for (Activation activation : Activation.values()) {
      all.put("mlp-" + activation, Experiment.on(Datasets.moons(3)).perceptron(activation, 3));
    }
    all.put(
        "mlp-mixed",
        Experiment.on(Datasets.iris())
            .perceptron(List.of(Activation.ELU, Activation.SIGMOID, Activation.SILU), 4, 3, 5));
    all.put("texts", Experiment.on(people()).perceptron(Activation.TANH, 4));
    all.put("texts-unknown-as-zeros", Experiment.on(people()).unknownAsZeros());
    all.values().forEach(one -> one.epochs(2).seed(11).backend(new TapeBackend()));
    return all;
  }

  private static LabelledTable people() {
    List<String> cities = new ArrayList<>();
    List<String> kinds = new ArrayList<>();
    double[] ages = new double[60];
    for (int i = 0; i < ages.length; i++) {
      ages[i] = 20 + i * 0.7;
      cities.add(List.of("Zürich", "東京", "\"x\", y\\", "🏔").get(i % 4));
      kinds.add(List.of("ja", "nein", "weiß nicht").get(i * 7 % 3));
    }
    return LabelledTable.of(
        Table.of(
            "people",
            List.of(
                Column.numbers("age", ages),
                Column.texts("city", cities),
                Column.texts("kind", kinds))),
        "kind");
  }

  /** The bits of the probabilities of some rows. */
  static String bits(SavedModel model) {
    List<String> bits = new ArrayList<>();
    for (int row = 0; row < 5; row++) {
      List<String> fields = new ArrayList<>();
      for (ColumnEncoding column : model.encoder().columns()) {
        fields.add(column instanceof NumberEncoding ? String.valueOf(row * 1.7 - 2) : "東京");
      }
      Arrays.stream(model.probabilities(fields))
          .forEach(p -> bits.add(Long.toHexString(Double.doubleToRawLongBits(p))));
    }
    return String.join(" ", bits);
  }

  /** {@code save FOLDER} or {@code load FOLDER}; prints the bits of each model. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path folder = Path.of(arguments[1]);
    experiments()
        .forEach(
            (name, experiment) -> {
              Path file = folder.resolve(name + ".json");
              SavedModel model;
              if (arguments[0].equals("save")) {
                model = SavedModel.of(experiment.run());
                model.save(file);
              } else {
                model = SavedModel.load(file, new TapeBackend());
                model.save(folder.resolve(name + "-again.json"));
              }
              out.println(name + " " + bits(model));
            });
  }
}
