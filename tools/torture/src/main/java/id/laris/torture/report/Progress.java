package id.laris.torture.report;

import id.laris.torture.fault.FaultInjector;
import id.laris.torture.fault.InjectedFault;
import id.laris.torture.history.Recorder;
import id.laris.torture.world.Laris;
import java.io.PrintStream;
import java.util.List;

/** Prints a line every few seconds, for the waiting user. */
public final class Progress implements AutoCloseable {

  private static final long EVERY_MILLIS = 5_000;

  private final Laris laris;
  private final Recorder recorder;
  private final FaultInjector injector;
  private final PrintStream out;
  private final Thread thread;

  public Progress(Laris laris, Recorder recorder, FaultInjector injector, PrintStream out) {
    this.laris = laris;
    this.recorder = recorder;
    this.injector = injector;
    this.out = out;
    this.thread = Thread.ofPlatform().daemon().name("progress").start(this::print);
  }

  private void print() {
    try {
      while (true) {
        Thread.sleep(EVERY_MILLIS);
        List<InjectedFault> injected = injector.injected();
        String last = injected.isEmpty() ? "none yet" : injected.getLast().kind().words();
        String failure = laris.failure();
        out.printf(
            "%6.1f s  %s: %d sales acknowledged, %d calls unknown, %d faults (last: %s), %d starts%s%n",
            recorder.millis() / 1000.0,
            laris.shape(),
            recorder.sold(),
            recorder.unknown(),
            injected.size(),
            last,
            laris.starts(),
            failure == null ? "" : "; " + failure);
      }
    } catch (InterruptedException e) {
      // The load is over.
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
