package id.laris.bench;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Runs the load generator, and reads what it printed and wrote. */
abstract class BenchRun {

  @TempDir Path directory;

  String output = "";

  int bench(String... arguments) throws Exception {
    return benchIn(Map.of(), arguments);
  }

  int benchIn(Map<String, String> environment, String... arguments) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      return Bench.run(List.of(arguments), environment, out);
    } finally {
      output = bytes.toString(StandardCharsets.UTF_8);
    }
  }

  /** Measures a scenario for a second, from its start. */
  int measure(FakeLaris laris, String scenario, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of("--target", laris.target(), "--scenario", scenario, "--warmup", "0"));
    arguments.addAll(List.of("--duration", "1", "--json", "" + json()));
    arguments.addAll(List.of(more));
    return bench(arguments.toArray(String[]::new));
  }

  Path json() {
    return directory.resolve("figures.json");
  }

  Report report() throws Exception {
    return Report.read(json());
  }

  Result result(String scenario) throws Exception {
    return report().scenarios().stream()
        .filter(result -> result.scenario().equals(scenario))
        .findFirst()
        .orElseThrow();
  }

  List<Result.Row> rows() throws Exception {
    return report().scenarios().stream().flatMap(result -> result.calls().stream()).toList();
  }

  Result.Row row(String scenario, String rpc) throws Exception {
    return result(scenario).calls().stream()
        .filter(row -> row.rpc().equals(rpc))
        .findFirst()
        .orElseThrow();
  }
}
