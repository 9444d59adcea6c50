package org.scalarflow.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalDouble;

/** JSON whose numbers read back to the same bits; those that JSON lacks are strings. */
final class JsonNumbers {

  private JsonNumbers() {}

  /** A generator of indented UTF-8 that leaves its target open. */
  static JsonGenerator generator(OutputStream target) throws IOException {
    return new JsonFactory()
        .createGenerator(target)
        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
        .setPrettyPrinter(new DefaultPrettyPrinter());
  }

  static void write(JsonGenerator json, OptionalDouble number) throws IOException {
    if (number.isPresent()) {
      write(json, number.getAsDouble());
    } else {
      json.writeNull();
    }
  }

  static void write(JsonGenerator json, double number) throws IOException {
    if (Double.isFinite(number)) {
      json.writeNumber(Double.toString(number));
    } else {
      json.writeString(Double.toString(number));
    }
  }
}
