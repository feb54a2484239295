package id.laris.torture.fault;

import id.laris.simulator.SimulatorControl;
import id.laris.torture.history.Recorder;
import id.laris.torture.load.Conditions;
import id.laris.torture.world.Laris;
import id.laris.torture.world.SeededRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Injects the planned faults, and waits after most faults until a sale is made again. */
public final class FaultInjector {

  /** If nothing is sold for so long after a fault, Laris has not recovered. */
  private static final int PATIENCE_MILLIS = 180_000;

  private static final int POLL_MILLIS = 20;
  private static final int UNDO_ATTEMPTS = 300;
  private static final int UNDO_AGAIN_MILLIS = 200;

  /** Faults without a duration. */
  private static final Set<FaultKind> MOMENTS =
      Set.of(
          FaultKind.KILL_LARIS,
          FaultKind.RESTART_LARIS,
          FaultKind.KILL_POSTGRES,
          FaultKind.KILL_BACKEND);

  private final FaultPlan plan;
  private final FaultActions faults;
  private final Recorder recorder;
  private final List<InjectedFault> injected = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  public FaultInjector(
      Laris laris,
      SeededRandom random,
      Conditions conditions,
      SimulatorControl gateway,
      Recorder recorder,
      List<FaultKind> kinds) {
    this.plan = new FaultPlan(random, kinds);
    this.faults = new FaultActions(laris, conditions, gateway);
    this.recorder = recorder;
  }

  /** Strikes until the time is over and each kind has come. */
  public void run(long loadMillis) throws InterruptedException {
    long end = recorder.millis() + loadMillis;
    while (recorder.millis() < end || injectedKinds() < plan.kinds()) {
      if (plan.kinds() == 0) {
        Thread.sleep(POLL_MILLIS);
      } else {
        strike(plan.next());
      }
    }
  }

  private long injectedKinds() {
    return injected().stream().map(InjectedFault::kind).distinct().count();
  }

  private void strike(PlannedFault planned) throws InterruptedException {
    Thread.sleep(planned.calmMillis());
    long from = recorder.millis();
    String target = "";
    try {
      target = faults.begin(planned);
    } catch (SQLException e) {
      target = "not at all: " + e.getMessage();
    }
    boolean isMoment = MOMENTS.contains(planned.kind());
    if (!isMoment) {
      Thread.sleep(planned.lastsMillis());
    }
    // A process that was asked to end has taken its time.
    long until = planned.kind() == FaultKind.RESTART_LARIS ? recorder.millis() : from;
    undo();
    if (!isMoment) {
      until = recorder.millis();
    }
    InjectedFault one = new InjectedFault(planned.kind(), target, from, until, -1);
    synchronized (injected) {
      injected.add(one);
    }
    recorder.note("fault", one);
    if (!planned.overlaps()) {
      awaitSale(one);
    }
  }

  private void awaitSale(InjectedFault one) throws InterruptedException {
    int before = recorder.sold();
    while (recorder.sold() == before) {
      if (recorder.millis() - one.untilMillis() > PATIENCE_MILLIS) {
        failures.add(
            "nothing was sold within %d s after: %s"
                .formatted(PATIENCE_MILLIS / 1000, one.kind().words()));
        return;
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private void undo() throws InterruptedException {
    for (int attempt = 1; attempt <= UNDO_ATTEMPTS; attempt++) {
      try {
        faults.end();
        return;
      } catch (SQLException e) {
        // Postgres is not there yet.
        Thread.sleep(UNDO_AGAIN_MILLIS);
      }
    }
    throw new IllegalStateException("what was done cannot be undone: Postgres does not come back");
  }

  /** All that happened until now. */
  public List<InjectedFault> injected() {
    synchronized (injected) {
      return List.copyOf(injected);
    }
  }

  /** After which faults nothing was sold any more. */
  public List<String> failures() {
    return List.copyOf(failures);
  }
}
