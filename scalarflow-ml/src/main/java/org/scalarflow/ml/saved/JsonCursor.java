package org.scalarflow.ml.saved;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.util.ResizableDoubleArray;

/** Reads JSON in which every field is expected, in its order. */
final class JsonCursor implements AutoCloseable {

  private static final StreamReadConstraints CONSTRAINTS =
      StreamReadConstraints.builder()
          .maxNestingDepth(8)
          .maxStringLength(Provenance.MAX_LENGTH)
          .maxNameLength(40)
          .maxNumberLength(40)
          .build();

  private final JsonParser parser;
  private String field = "the start";

  JsonCursor(byte[] bytes) throws IOException {
    parser = JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build().createParser(bytes);
  }

  /** What is wrong, with the place. */
  IllegalArgumentException error(String message) {
    return new IllegalArgumentException(
        "line " + parser.currentLocation().getLineNr() + ", at " + field + ": " + message);
  }

  /** Requires a token next. */
  void next(JsonToken token) throws IOException {
    JsonToken found = parser.nextToken();
    if (found != token) {
      throw error("expected " + token + ", but there is " + found);
    }
  }

  /** Requires the end of the text. */
  void end() throws IOException {
    if (parser.nextToken() != null) {
      throw error("there is more after the end");
    }
  }

  /** Requires a field of that name next. */
  void field(String name) throws IOException {
    next(JsonToken.FIELD_NAME);
    if (!parser.currentName().equals(name)) {
      throw error("expected the field '" + name + "', but there is '" + parser.currentName() + "'");
    }
    field = "'" + name + "'";
  }

  /** Requires a field of one of two names next, and tells which it is. */
  String field(String one, String other) throws IOException {
    next(JsonToken.FIELD_NAME);
    field = "'" + parser.currentName() + "'";
    if (!parser.currentName().equals(one) && !parser.currentName().equals(other)) {
      throw error("expected the field '" + one + "' or '" + other + "'");
    }
    return parser.currentName();
  }

  /** The truth that comes next. */
  boolean truth(String name) throws IOException {
    field(name);
    JsonToken token = parser.nextToken();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      throw error("expected true or false, but there is " + token);
    }
    return token == JsonToken.VALUE_TRUE;
  }

  /** The finite number that comes next. */
  double number() throws IOException {
    if (!isNumber(parser.nextToken())) {
      throw error("expected a number, but there is " + parser.currentToken());
    }
    return finite();
  }

  private double finite() throws IOException {
    double number = Double.parseDouble(parser.getText());
    if (!Double.isFinite(number)) {
      throw error(parser.getText() + " is too large for a double");
    }
    return number;
  }

  String text(String name) throws IOException {
    field(name);
    next(JsonToken.VALUE_STRING);
    return parser.getText();
  }

  long integer(String name) throws IOException {
    field(name);
    next(JsonToken.VALUE_NUMBER_INT);
    return parser.getLongValue();
  }

  /** A list of texts that all differ. */
  List<String> texts(String name, int most, int mostCharacters) throws IOException {
    field(name);
    return texts(most, mostCharacters);
  }

  /** The same, when its field has been read. */
  List<String> texts(int most, int mostCharacters) throws IOException {
    next(JsonToken.START_ARRAY);
    List<String> texts = new ArrayList<>();
    while (parser.nextToken() == JsonToken.VALUE_STRING) {
      texts.add(parser.getText());
      if (texts.size() > most) {
        throw error("there are more than " + most);
      }
      if (parser.getText().length() > mostCharacters) {
        throw error("one has more than " + mostCharacters + " characters");
      }
    }
    requireEndOfArray("a text");
    if (texts.stream().distinct().count() < texts.size()) {
      throw error("two are the same");
    }
    return texts;
  }

  double[] numbers(String name, int most) throws IOException {
    field(name);
    next(JsonToken.START_ARRAY);
    return restOfNumbers(most);
  }

  /** The numbers of an array that has been entered. */
  private double[] restOfNumbers(int most) throws IOException {
    ResizableDoubleArray numbers = new ResizableDoubleArray();
    while (isNumber(parser.nextToken())) {
      numbers.addElement(finite());
      if (numbers.getNumElements() > most) {
        throw error("there are more numbers than " + most);
      }
    }
    requireEndOfArray("a number");
    return numbers.getElements();
  }

  /** An array of so many arrays of so many numbers. */
  double[][] numbers(String name, int count, int length) throws IOException {
    field(name);
    next(JsonToken.START_ARRAY);
    double[][] arrays = new double[count][];
    for (int i = 0; i < count; i++) {
      next(JsonToken.START_ARRAY);
      arrays[i] = restOfNumbers(length);
      if (arrays[i].length != length) {
        throw error("there are " + arrays[i].length + " numbers, but " + length + " are needed");
      }
    }
    next(JsonToken.END_ARRAY);
    return arrays;
  }

  /** Enters the next object of an array; false at the array's end. */
  boolean nextObject() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.END_ARRAY) {
      return false;
    }
    if (token != JsonToken.START_OBJECT) {
      throw error("expected an object, but there is " + token);
    }
    return true;
  }

  private void requireEndOfArray(String element) {
    if (parser.currentToken() != JsonToken.END_ARRAY) {
      throw error("expected " + element + ", but there is " + parser.currentToken());
    }
  }

  private static boolean isNumber(JsonToken token) {
    return Arrays.asList(JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_NUMBER_FLOAT).contains(token);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
