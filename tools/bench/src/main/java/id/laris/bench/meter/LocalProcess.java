package id.laris.bench.meter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process of this machine, as Linux tells of it below /proc. On other systems there is none. */
public record LocalProcess(long pid) {

  private static final Path PROC = Path.of("/proc");

  /** Linux counts processor time so, on every machine that Laris runs on. */
  private static final double TICK_MILLIS = 10;

  /** Fields of /proc/PID/stat after the name, which may hold anything: user and system time. */
  private static final int OWN_TIME = 11;

  /** The same of its children that have ended. */
  private static final int ENDED_CHILDREN_TIME = 13;

  /** A listening socket, in /proc/net/tcp. */
  private static final String LISTENS = "0A";

  public static LocalProcess own() {
    return new LocalProcess(ProcessHandle.current().pid());
  }

  /** The one that listens at the port of HOST:PORT, if it belongs to the same user. */
  public static @Nullable LocalProcess listeningAt(String target) {
    int port = URI.create("grpc://" + target).getPort();
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
        .filter(process -> process.openFiles().stream().anyMatch(sockets::contains))
        .findFirst()
        .orElse(null);
  }

  /** The files that it holds open, as far as the same user may see it. */
  private List<String> openFiles() {
    try (Stream<Path> links = Files.list(file("fd"))) {
      return links.map(LocalProcess::target).toList();
    } catch (IOException | UncheckedIOException notOursOrGone) {
      return List.of();
    }
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
    int count = openFiles().size();
    return count == 0 ? null : count;
  }

  /** Memory that it really has (RSS); null where that cannot be told. */
  public @Nullable Double residentMegabytes() {
    long kilobytes = kilobytes(file("status"), "VmRSS");
    return kilobytes == 0 ? null : kilobytes / 1024.0;
  }

  /** Its name, such as "java"; empty where there is no such process. */
  public String name() {
    return String.join("", lines(file("comm")));
  }

  /** Processor time of it alone; null where there is no such process. */
  public @Nullable Double cpuMillis() {
    return millis(OWN_TIME);
  }

  /**
   * Processor time of it, of its children that run, and of those that have ended; read again where
   * one ends meanwhile, which would be in neither.
   */
  public @Nullable Double cpuMillisWithChildren() {
    while (true) {
      Double own = millis(OWN_TIME);
      Double ended = millis(ENDED_CHILDREN_TIME);
      double running =
          ProcessHandle.of(pid).stream()
              .flatMap(ProcessHandle::children)
              .map(child -> new LocalProcess(child.pid()).cpuMillis())
              .filter(Objects::nonNull)
              .mapToDouble(Double::doubleValue)
              .sum();
      if (own == null || ended == null) {
        return null;
      }
      if (ended.equals(millis(ENDED_CHILDREN_TIME))) {
        return own + ended + running;
      }
    }
  }

  /** User and system time, which stand beside each other. */
  private @Nullable Double millis(int field) {
    String stat = String.join("", lines(file("stat")));
    if (stat.isEmpty()) {
      return null;
    }
    String[] values = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(values[field]) + Long.parseLong(values[field + 1])) * TICK_MILLIS;
  }

  private Path file(String name) {
    return PROC.resolve(Long.toString(pid)).resolve(name);
  }

  /** A field of a file such as /proc/meminfo; empty where there is none. */
  static String field(Path file, String name) {
    return lines(file).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("");
  }

  /** The same of a field in kilobytes; 0 where there is none. */
  static long kilobytes(Path file, String name) {
    return Long.parseLong("0" + field(file, name).replaceAll("[^0-9]", ""));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException notThere) {
      return List.of();
    }
  }
}
