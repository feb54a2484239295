package id.laris.torture.world;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What Laris is started from.
 *
 * @param suiteClassPath of the suite
 * @param serviceClassPath of a process of one service: the same without the suite, whose defaults
 *     are others
 */
public record Programs(String suiteClassPath, String serviceClassPath) {

  /** What {@code ./pos build} made in this directory. */
  public static Programs built(Path directory) {
    if (!Files.exists(directory.resolve("laris.jar"))) {
      throw new IllegalArgumentException(
          "there is no laris.jar in " + directory + ": run ./pos build first");
    }
    String libraries = directory.resolve("lib") + File.separator + "*";
    return new Programs(directory.resolve("laris.jar") + File.pathSeparator + libraries, libraries);
  }

  /** Classes and jars as a build tool names them. */
  public static Programs onClassPath(String classPath) {
    String suite = Path.of("suite", "target").toString();
    return new Programs(
        classPath,
        Arrays.stream(classPath.split(File.pathSeparator, -1))
            .filter(entry -> !entry.contains(suite))
            .collect(Collectors.joining(File.pathSeparator)));
  }
}
