package id.laris.torture.world;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The programs that Laris is started from.
 *
 * @param suite the arguments of a JVM that runs the suite
 * @param serviceClassPath of a process of one service: without the suite, whose defaults are others
 */
public record Programs(List<String> suite, String serviceClassPath) {

  public Programs {
    suite = List.copyOf(suite);
  }

  /** The build of {@code ./pos build} in this directory. */
  public static Programs built(Path directory) {
    Path jar = directory.resolve("laris.jar");
    if (!Files.exists(jar)) {
      throw new IllegalArgumentException(
          "there is no laris.jar in " + directory + ": run ./pos build first");
    }
    List<String> suite = new ArrayList<>();
    Path cache = directory.resolve("laris.aot");
    if (Files.exists(cache)) {
      suite.addAll(List.of("-Xlog:aot*=off", "-Xlog:cds*=off", "-XX:AOTCache=" + cache));
    }
    suite.addAll(List.of("-jar", jar.toString()));
    return new Programs(suite, directory.resolve("lib") + File.separator + "*");
  }

  /** Classes and jars as a build tool names them. */
  public static Programs onClassPath(String classPath) {
    String suite = Path.of("suite", "target").toString();
    return new Programs(
        List.of("-cp", classPath, "id.laris.suite.SuiteApplication"),
        Arrays.stream(classPath.split(File.pathSeparator, -1))
            .filter(entry -> !entry.contains(suite))
            .collect(Collectors.joining(File.pathSeparator)));
  }

  /** The arguments of a JVM that runs one service. */
  List<String> service(String mainClass) {
    return List.of("-cp", serviceClassPath, mainClass);
  }
}
