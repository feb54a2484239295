package id.laris.bench;

import com.google.gson.Gson;
import id.laris.bench.report.Row;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Runs the load generator, and reads what it printed and wrote. */
abstract class BenchRun {

  @TempDir Path directory;

  String output = "";

  int bench(String... arguments) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      return Bench.run(List.of(arguments), Map.of(), out);
    } finally {
      output = bytes.toString(StandardCharsets.UTF_8);
    }
  }

  Path json() {
    return directory.resolve("figures.json");
  }

  Bench.Report report() throws Exception {
    return new Gson().fromJson(Files.readString(json()), Bench.Report.class);
  }

  Row row(String scenario, String rpc) throws Exception {
    return report().rows().stream()
        .filter(row -> row.scenario().equals(scenario) && row.rpc().equals(rpc))
        .findFirst()
        .orElseThrow();
  }
}
