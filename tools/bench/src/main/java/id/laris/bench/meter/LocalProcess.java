package id.laris.bench.meter;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process of this machine, as Linux tells of it below /proc. On other systems there is none. */
public record LocalProcess(long pid) {

  private static final Path PROC = Path.of("/proc");

  /**
   * The parts of a second in which Linux counts processor time, on every machine that Laris runs
   * on.
   */
  private static final double TICKS = 100;

  /** Fields of /proc/PID/stat after the name, which may hold anything: user and system time. */
  private static final int[] OWN_TIME = {11, 12};

  /** The same of its children that have ended. */
  private static final int[] ENDED_CHILDREN_TIME = {13, 14};

  /** A listening socket, in /proc/net/tcp. */
  private static final String LISTENS = "0A";

  public static LocalProcess own() {
    return new LocalProcess(ProcessHandle.current().pid());
  }

  /** The one that listens at the TCP port, if it belongs to the same user. */
  public static @Nullable LocalProcess listeningAt(int port) {
    List<String> sockets = new ArrayList<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      for (String line : lines(PROC.resolve(table))) {
        String[] fields = line.trim().split("\\s+", -1);
        if (fields[1].endsWith(":%04X".formatted(port)) && fields[3].equals(LISTENS)) {
          sockets.add("socket:[" + fields[9] + "]");
        }
      }
    }
    return ProcessHandle.allProcesses()
        .map(process -> new LocalProcess(process.pid()))
        .filter(process -> process.openFiles().anyMatch(sockets::contains))
        .findFirst()
        .orElse(null);
  }

  /** The files that it holds open, as far as the same user may see it. */
  private Stream<String> openFiles() {
    List<String> files = new ArrayList<>();
    try (DirectoryStream<Path> links = Files.newDirectoryStream(file("fd"))) {
      links.forEach(link -> files.add(target(link)));
    } catch (IOException notOurs) {
      return Stream.of();
    }
    return files.stream();
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  /** Files, sockets and the like that it holds open; null where that cannot be told. */
  public @Nullable Integer handles() {
    int count = (int) openFiles().count();
    return count == 0 ? null : count;
  }

  /** Memory that it really has (RSS); null where that cannot be told. */
  public @Nullable Double residentMegabytes() {
    return lines(file("status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0)
        .findFirst()
        .orElse(null);
  }

  /** Its name, such as "java"; empty where there is no such process. */
  public String name() {
    return String.join("", lines(file("comm")));
  }

  /** Processor time of it alone; null where there is no such process. */
  public @Nullable Double cpuSeconds() {
    return seconds(OWN_TIME);
  }

  /** Processor time of it, of its children that run, and of those that have ended. */
  public @Nullable Double cpuSecondsWithChildren() {
    Double own = seconds(OWN_TIME);
    Double ended = seconds(ENDED_CHILDREN_TIME);
    if (own == null || ended == null) {
      return null;
    }
    return own
        + ended
        + ProcessHandle.of(pid).stream()
            .flatMap(ProcessHandle::children)
            .map(child -> new LocalProcess(child.pid()).cpuSeconds())
            .mapToDouble(seconds -> seconds == null ? 0 : seconds)
            .sum();
  }

  private @Nullable Double seconds(int... fields) {
    String stat = String.join("", lines(file("stat")));
    if (stat.isEmpty()) {
      return null;
    }
    String[] values = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    double ticks = 0;
    for (int field : fields) {
      ticks += Long.parseLong(values[field]);
    }
    return ticks / TICKS;
  }

  private Path file(String name) {
    return PROC.resolve(Long.toString(pid)).resolve(name);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException notThere) {
      return List.of();
    }
  }
}
