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

  /** Of a second, in which Linux counts processor time, on every machine that Laris runs on. */
  private static final double TICKS = 100;

  /** Fields of /proc/PID/stat after the name, which may hold anything. */
  private static final int PARENT = 1;

  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;
  private static final int CHILDREN_USER_TIME = 13;
  private static final int CHILDREN_SYSTEM_TIME = 14;

  /** A listening socket, in /proc/net/tcp. */
  private static final String LISTENS = "0A";

  /** The process itself. */
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
    return sockets.isEmpty()
        ? null
        : all().filter(process -> process.holdsAny(sockets)).findFirst().orElse(null);
  }

  private static Stream<LocalProcess> all() {
    return names(PROC).stream()
        .filter(name -> name.chars().allMatch(Character::isDigit))
        .map(name -> new LocalProcess(Long.parseLong(name)));
  }

  private boolean holdsAny(List<String> sockets) {
    Path handles = directory().resolve("fd");
    for (String name : names(handles)) {
      try {
        if (sockets.contains(Files.readSymbolicLink(handles.resolve(name)).toString())) {
          return true;
        }
      } catch (IOException closedMeanwhile) {
        // The next may be it.
      }
    }
    return false;
  }

  /** Files, sockets and the like that it holds open; null where that cannot be told. */
  public @Nullable Integer handles() {
    int count = names(directory().resolve("fd")).size();
    return count == 0 ? null : count;
  }

  /** Memory that it really has (RSS); null where that cannot be told. */
  public @Nullable Double residentMegabytes() {
    return lines(directory().resolve("status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0)
        .findFirst()
        .orElse(null);
  }

  /** The one that has started this; null where that cannot be told. */
  public @Nullable LocalProcess parent() {
    String[] stat = stat();
    return stat.length == 0 ? null : new LocalProcess(Long.parseLong(stat[PARENT]));
  }

  /** Its name, such as "java"; empty where there is no such process. */
  public String name() {
    return String.join("", lines(directory().resolve("comm")));
  }

  /** Processor time of it alone; null where there is no such process. */
  public @Nullable Double cpuSeconds() {
    String[] stat = stat();
    return stat.length == 0 ? null : sum(stat, USER_TIME, SYSTEM_TIME);
  }

  /** Processor time of it, of its children that run, and of those that have ended. */
  public @Nullable Double cpuSecondsWithChildren() {
    String[] stat = stat();
    if (stat.length == 0) {
      return null;
    }
    double children =
        all()
            .map(LocalProcess::stat)
            .filter(child -> child.length > 0 && child[PARENT].equals(Long.toString(pid)))
            .mapToDouble(child -> sum(child, USER_TIME, SYSTEM_TIME))
            .sum();
    return children + sum(stat, USER_TIME, SYSTEM_TIME, CHILDREN_USER_TIME, CHILDREN_SYSTEM_TIME);
  }

  private static double sum(String[] stat, int... fields) {
    double ticks = 0;
    for (int field : fields) {
      ticks += Long.parseLong(stat[field]);
    }
    return ticks / TICKS;
  }

  private String[] stat() {
    String stat = String.join("", lines(directory().resolve("stat")));
    return stat.isEmpty()
        ? new String[0]
        : stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
  }

  private Path directory() {
    return PROC.resolve(Long.toString(pid));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException notThere) {
      return List.of();
    }
  }

  private static List<String> names(Path directory) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    } catch (IOException notOurs) {
      return List.of();
    }
    return names;
  }
}
