package org.scalarflow.bench.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/** {@code run.json}, which says where and how a run was made, and JMH's own JSON. */
final class RunJson {

  private RunJson() {}

  static String describe(
      Map<String, String> machine, Map<String, String> effort, boolean isComplete, Results results)
      throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json =
        new JsonFactory().createGenerator(text).setPrettyPrinter(new DefaultPrettyPrinter())) {
      json.writeStartObject();
      object(json, "machine", machine);
      object(json, "effort", effort);
      json.writeBooleanField("complete", isComplete);
      object(json, "refused", results.refused());
      json.writeArrayFieldStart("withoutResult");
      for (Failure failure : results.failures()) {
        json.writeStartObject();
        place(json, failure.key());
        json.writeStringField("what", failure.kind().toString());
        json.writeStringField("reason", failure.reason());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("code");
      for (Map.Entry<Key, List<String>> one : results.code().entrySet()) {
        json.writeStartObject();
        place(json, one.getKey());
        json.writeArrayFieldStart("descriptions");
        for (String description : one.getValue()) {
          json.writeString(description);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("unsettled");
      for (Map.Entry<Key, String> one : results.unsettled().entrySet()) {
        json.writeStartObject();
        place(json, one.getKey());
        json.writeStringField("code", one.getValue());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text + "\n";
  }

  private static void place(JsonGenerator json, Key key) throws IOException {
    json.writeStringField("workload", key.workload());
    json.writeStringField("variant", key.variant());
    json.writeStringField("backend", key.backend());
    json.writeStringField("mode", key.mode());
    json.writeNumberField("threads", key.threads());
    json.writeStringField("vectors", key.vectors());
  }

  private static void object(JsonGenerator json, String name, Map<String, String> all)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> one : all.entrySet()) {
      json.writeStringField(one.getKey(), one.getValue());
    }
    json.writeEndObject();
  }

  /** What JMH has of the results, as JMH writes it. */
  static String ofJmh(Results results) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results.raw());
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
