package id.laris.bench;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A target of targets.txt and what came of it; the figure is null where it was not measured. */
record Target(String target, @Nullable Double figure, String unit, boolean met) {

  private static final String EACH = "*";
  private static final Pattern SCENARIO = Pattern.compile("([a-z-]+)(?:@(\\d+))?(?::(\\d+))?");

  /** All figures of a scenario, or of one RPC in it; then the name of the RPC is not empty. */
  private record Measured(Result result, String rpc, JsonObject figures) {}

  /**
   * Judges every target, and each list of stock that was read.
   *
   * @param movements how many the books had in which the lists were read
   */
  static List<Target> of(List<Result> results, StartUp.@Nullable Figures startUp, int movements) {
    List<Measured> measured = new ArrayList<>();
    Gson gson = new Gson();
    for (Result result : results) {
      JsonObject whole = gson.toJsonTree(result).getAsJsonObject();
      whole.addProperty(
          "worstP99Ms", result.calls().stream().mapToDouble(Result.Row::p99Ms).max().orElse(0));
      measured.add(new Measured(result, "", whole));
      for (Result.Row row : result.calls()) {
        measured.add(new Measured(result, row.rpc(), gson.toJsonTree(row).getAsJsonObject()));
      }
    }
    JsonObject start =
        startUp == null ? new JsonObject() : gson.toJsonTree(startUp).getAsJsonObject();
    return lines()
        .flatMap(line -> judge(line.split(" *\\| *", -1), measured, start, movements))
        .toList();
  }

  private static Stream<String> lines() {
    try (InputStream file =
        Objects.requireNonNull(Target.class.getResourceAsStream("targets.txt"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines().filter(line -> !line.startsWith("#")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Target> judge(
      String[] columns, List<Measured> measured, JsonObject start, int movements) {
    String what = columns[3];
    if (!what.contains(EACH)) {
      Double figure = figure(what, measured, start);
      if (columns.length > 5 && figure != null) {
        Double other = figure(columns[5], measured, start);
        figure =
            other == null
                ? null
                : columns[4].equals("minus") ? figure - other : 100 * figure / other;
      }
      return Stream.of(judge(columns[0], figure, columns));
    }
    String[] parts = what.split(", *", -1);
    String prefix = parts[1].replace(EACH, "");
    boolean enough = movements >= Integer.parseInt(columns[6]);
    return measured.stream()
        .filter(one -> matches(parts[0].replaceAll(":.*", ""), one.result()))
        .filter(one -> !one.rpc().isEmpty() && one.rpc().startsWith(prefix))
        .map(
            one ->
                judge(
                    columns[0].replace(EACH, one.rpc()),
                    enough ? figure(parts[0], one.rpc(), parts[2], measured) : null,
                    columns));
  }

  private static Target judge(String target, @Nullable Double figure, String[] columns) {
    String[] limit = columns[2].split(" ", -1);
    double bound = Double.parseDouble(limit[1]);
    boolean met =
        figure != null
            && switch (limit[0]) {
              case "<" -> figure < bound;
              case "<=" -> figure <= bound;
              default -> figure >= bound;
            };
    return new Target(target, figure, columns[1], met);
  }

  private static @Nullable Double figure(String what, List<Measured> measured, JsonObject start) {
    String[] parts = what.split(", *", -1);
    return parts[0].equals("start-up")
        ? number(start.get(parts[2]))
        : figure(parts[0], parts[1], parts[2], measured);
  }

  /** The figure, if the scenario ran as the target names it and calls succeeded. */
  private static @Nullable Double figure(
      String scenario, String rpc, String field, List<Measured> measured) {
    return measured.stream()
        .filter(one -> matches(scenario, one.result()) && one.rpc().equals(rpc))
        .filter(one -> one.figures().get(rpc.isEmpty() ? "operations" : "count").getAsLong() > 0)
        .map(one -> number(one.figures().get(field)))
        .findFirst()
        .orElse(null);
  }

  private static boolean matches(String scenario, Result result) {
    Matcher named = SCENARIO.matcher(scenario);
    return named.matches()
        && result.scenario().equals(named.group(1))
        && result.plannedPerSecond()
            == (named.group(2) == null ? 0 : Integer.parseInt(named.group(2)))
        && (named.group(3) == null || result.callers() == Integer.parseInt(named.group(3)));
  }

  private static @Nullable Double number(@Nullable JsonElement figure) {
    return figure == null || figure.isJsonNull() ? null : figure.getAsDouble();
  }

  String line() {
    return figure == null
        ? "not measured  " + target
        : String.format(
            Locale.ROOT, "%-12s  %s: %.2f %s", met ? "met" : "MISSED", target, figure, unit);
  }
}
