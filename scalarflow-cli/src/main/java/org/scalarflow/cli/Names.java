package org.scalarflow.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.scalarflow.ml.model.Activation;
import org.scalarflow.ml.train.Schedule;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the command names what Java calls by constants and methods: {@code leaky-relu}. */
final class Names {

  private Names() {}

  /** A constant as the command writes it. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All constants of a type, separated by commas. */
  static <E extends Enum<E>> String all(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Names::of).collect(Collectors.joining(", "));
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(one -> of(one).equalsIgnoreCase(text.strip().replace('_', '-')))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of " + all(type)));
  }

  /** Reads {@code --model}. */
  static final class OfModel implements ITypeConverter<ModelOptions.Model> {

    @Override
    public ModelOptions.Model convert(String text) {
      return constant(ModelOptions.Model.class, text);
    }
  }

  /** Reads {@code --activation}. */
  static final class OfActivation implements ITypeConverter<Activation> {

    @Override
    public Activation convert(String text) {
      return constant(Activation.class, text);
    }
  }

  /** Reads {@code --optimizer}. */
  static final class OfOptimizer implements ITypeConverter<TrainingSettings.Method> {

    @Override
    public TrainingSettings.Method convert(String text) {
      return constant(TrainingSettings.Method.class, text);
    }
  }

  /** Reads {@code --class-weights}. */
  static final class OfWeights implements ITypeConverter<TrainingSettings.Weights> {

    @Override
    public TrainingSettings.Weights convert(String text) {
      return constant(TrainingSettings.Weights.class, text);
    }
  }

  /** Reads {@code --schedule}: a name, and numbers after colons. */
  static final class OfSchedule implements ITypeConverter<Schedule> {

    @Override
    public Schedule convert(String text) {
      List<String> parts = List.of(text.strip().toLowerCase(Locale.ROOT).split(":", -1));
      List<String> numbers = parts.subList(1, parts.size());
      try {
        return switch (parts.get(0) + "/" + numbers.size()) {
          case "constant/0" -> Schedule.CONSTANT;
          case "cosine/0" -> Schedule.cosine(0);
          case "cosine/1" -> Schedule.cosine(Double.parseDouble(numbers.get(0)));
          case "exponential/0" -> Schedule.exponential(0.01);
          case "exponential/1" -> Schedule.exponential(Double.parseDouble(numbers.get(0)));
          case "steps/0" -> Schedule.steps(3, 0.1);
          case "steps/2" ->
              Schedule.steps(Integer.parseInt(numbers.get(0)), Double.parseDouble(numbers.get(1)));
          default ->
              throw new TypeConversionException(
                  "'"
                      + text
                      + "' is none of constant, cosine[:END], exponential[:END],"
                      + " steps[:PARTS:FACTOR]");
        };
      } catch (NumberFormatException notANumber) {
        throw new TypeConversionException("'" + text + "' has something that is not a number");
      } catch (IllegalArgumentException outOfRange) {
        throw new TypeConversionException("'" + text + "': " + outOfRange.getMessage());
      }
    }
  }
}
