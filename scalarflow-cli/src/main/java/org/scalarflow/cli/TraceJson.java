package org.scalarflow.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalDouble;
import org.scalarflow.Evaluation;
import org.scalarflow.NodeKind;
import org.scalarflow.inspect.Trace;

/**
 * A run as one JSON object: {@code value}, {@code derivatives} by placeholder name, and {@code
 * nodes} in topological order. What was not computed is null.
 */
final class TraceJson {

  private TraceJson() {}

  static void write(Trace trace, Evaluation run, OutputStream target) throws IOException {
    try (JsonGenerator json = JsonNumbers.generator(target)) {
      json.writeStartObject();
      json.writeFieldName("value");
      JsonNumbers.write(json, run.value());
      json.writeObjectFieldStart("derivatives");
      for (Trace.Entry entry : trace.nodes()) {
        if (entry.node().kind() == NodeKind.PLACEHOLDER) {
          json.writeFieldName(entry.name());
          JsonNumbers.write(json, entry.derivative());
        }
      }
      json.writeEndObject();
      json.writeArrayFieldStart("nodes");
      for (Trace.Entry entry : trace.nodes()) {
        node(json, entry);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void node(JsonGenerator json, Trace.Entry entry) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", entry.name());
    json.writeStringField("operator", entry.operator());
    json.writeArrayFieldStart("operands");
    for (String operand : entry.operands()) {
      json.writeString(operand);
    }
    json.writeEndArray();
    json.writeFieldName("value");
    JsonNumbers.write(json, entry.value());
    json.writeFieldName("derivative");
    JsonNumbers.write(json, entry.derivative());
    json.writeArrayFieldStart("partials");
    for (OptionalDouble partial : entry.partials()) {
      JsonNumbers.write(json, partial);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
