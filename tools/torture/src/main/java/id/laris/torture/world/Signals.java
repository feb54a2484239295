package id.laris.torture.world;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Signals to processes, by their ids. One that is gone is no failure. */
public final class Signals {

  private Signals() {}

  public static void kill(List<Long> pids) {
    send("-KILL", pids);
  }

  public static void pause(List<Long> pids) {
    send("-STOP", pids);
  }

  public static void resume(List<Long> pids) {
    send("-CONT", pids);
  }

  /** Ends a Postgres at once and leaves it to its recovery. */
  public static void quit(List<Long> pids) {
    send("-QUIT", pids);
  }

  /** A process and all below it. */
  public static List<Long> family(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .map(ProcessHandle::pid)
        .toList();
  }

  private static void send(String signal, List<Long> pids) {
    if (pids.isEmpty()) {
      return;
    }
    List<String> command = new ArrayList<>(List.of("kill", signal));
    pids.forEach(pid -> command.add(String.valueOf(pid)));
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new IllegalStateException("signals cannot be sent: is there no command kill?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
