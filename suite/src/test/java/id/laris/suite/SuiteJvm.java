package id.laris.suite;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The JVM in which tests start the suite. The first start of a test run keeps the classes that it
 * has loaded, and all later ones find them ready: that takes half of the processor time off a
 * start, and the crash tests start the suite thirty times.
 */
final class SuiteJvm {

  private static @Nullable SuiteJvm withKnownClasses;

  private final String classPath;
  private final String archiveOption;

  private SuiteJvm(String classPath, String archiveOption) {
    this.classPath = classPath;
    this.archiveOption = archiveOption;
  }

  /** A JVM that finds its classes ready. */
  static synchronized SuiteJvm withKnownClasses() throws IOException {
    SuiteJvm known = withKnownClasses;
    if (known == null) {
      Path directory = Files.createTempDirectory("laris-suite-jvm");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
      known = learn(directory);
      withKnownClasses = known;
    }
    return known;
  }

  private static SuiteJvm learn(Path directory) throws IOException {
    String classPath = jarsOnly(directory);
    Path archive = directory.resolve("classes.jsa");
    SuiteJvm learning = new SuiteJvm(classPath, "-XX:ArchiveClassesAtExit=" + archive);
    try (SuiteProcess suite =
        SuiteProcess.start(learning, SuiteApplication.class, directory.resolve("data"), Map.of())) {
      suite.awaitReady().terminate();
      suite.awaitEnd();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return new SuiteJvm(classPath, "-XX:SharedArchiveFile=" + archive);
  }

  /** The class path of the test with every directory packed: an archive knows classes of jars. */
  private static String jarsOnly(Path directory) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> jars = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      jars.add(
          Files.isDirectory(path)
              ? pack(path, directory.resolve(jars.size() + ".jar")).toString()
              : entry);
    }
    return String.join(File.pathSeparator, jars);
  }

  /** Directories have entries too: Spring looks for its components by them. */
  private static Path pack(Path directory, Path jar) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
        Stream<Path> walk = Files.walk(directory)) {
      for (Path path : walk.filter(path -> !path.equals(directory)).toList()) {
        String name = directory.relativize(path).toString().replace(File.separatorChar, '/');
        if (Files.isDirectory(path)) {
          zip.putNextEntry(new ZipEntry(name + "/"));
        } else {
          zip.putNextEntry(new ZipEntry(name));
          Files.copy(path, zip);
        }
      }
    }
    return jar;
  }

  private static void delete(Path directory) {
    try {
      FileSystemUtils.deleteRecursively(directory);
    } catch (IOException e) {
      System.err.println(directory + " could not be deleted: " + e);
    }
  }

  /** The command that starts this main class. */
  List<String> command(Class<?> application) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        // Starts sooner, and a test does not run long.
        "-XX:TieredStopAtLevel=1",
        archiveOption,
        "-Xlog:cds*=off",
        "-Xlog:aot*=off",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        classPath,
        application.getName());
  }
}
