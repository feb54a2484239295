package id.laris.torture.fault;

import id.laris.simulator.Down;
import id.laris.simulator.Fault;
import id.laris.simulator.Operation;
import id.laris.simulator.SimulatorControl;
import id.laris.simulator.WebhookFault;
import id.laris.torture.load.Conditions;
import id.laris.torture.world.Database;
import id.laris.torture.world.Laris;
import id.laris.torture.world.LarisProcess;
import id.laris.torture.world.Proxy;
import id.laris.torture.world.Signals;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/** Begins and ends each kind of fault. */
final class FaultActions {

  private static final int DELAY_MILLIS = 150;
  private static final List<Integer> YEARS_OFF = List.of(-30, -2, 1, 40);
  private static final List<Operation> OPERATIONS =
      List.of(Operation.CHARGE, Operation.STATUS, Operation.CANCEL, Operation.REFUND);
  private static final List<Fault> GATEWAY_FAULTS =
      List.of(
          Fault.COMMIT_THEN_DROP,
          Fault.DROP,
          Fault.ERROR_500,
          Fault.ERROR_502,
          Fault.COMMIT_THEN_500,
          Fault.HTML_BODY,
          Fault.EMPTY_BODY,
          Fault.RATE_LIMIT);
  private static final List<WebhookFault> WEBHOOK_FAULTS =
      List.of(
          WebhookFault.DROP,
          WebhookFault.DUPLICATE,
          WebhookFault.REORDER,
          WebhookFault.FORGED_SIGNATURE,
          WebhookFault.FALSE_STATUS);

  private final Laris laris;
  private final Conditions conditions;
  private final SimulatorControl gateway;
  private final SlowDisk slowDisk;

  FaultActions(Laris laris, Conditions conditions, SimulatorControl gateway) {
    this.laris = laris;
    this.conditions = conditions;
    this.gateway = gateway;
    this.slowDisk = new SlowDisk(laris.database());
  }

  /** Begins a fault; returns its target, for the history. */
  String begin(PlannedFault planned) throws SQLException, InterruptedException {
    int pick = planned.pick();
    LarisProcess process = pick(laris.processes(), pick);
    Database database = laris.database();
    switch (planned.kind()) {
      case KILL_LARIS -> {
        Signals.kill(process.pid());
        return process.name();
      }
      case RESTART_LARIS -> {
        process.terminate();
        return process.name();
      }
      case KILL_POSTGRES -> Signals.kill(database.postmaster());
      case KILL_BACKEND -> Signals.kill(backend(pick));
      case PAUSE_LARIS -> {
        Signals.pause(process.pid());
        return process.name();
      }
      case PAUSE_POSTGRES -> Signals.pause(database.family());
      case CUT_TILLS -> tills(Proxy::cut);
      case DELAY_TILLS -> tills(proxy -> proxy.delay(DELAY_MILLIS));
      case DEAF_TILLS -> tills(Proxy::breakSilently);
      case WRONG_CLOCKS -> conditions.clocksOff(pick(YEARS_OFF, pick));
      case HASTY_TILLS -> conditions.shortDeadlines(true);
      case SLOW_DISK -> slowDisk.begin();
      case GATEWAY -> gatewayFails(pick);
      case CUT_SERVICES -> services(pick, Proxy::cut);
      case DELAY_SERVICES -> services(pick, proxy -> proxy.delay(DELAY_MILLIS));
      case STILL_SERVICES -> services(pick, Proxy::stall);
      case DEAF_SERVICES -> services(pick, Proxy::breakSilently);
    }
    return "";
  }

  /** Ends the fault; does nothing if there is none. */
  void end() throws SQLException {
    Signals.resume(laris.database().family());
    laris.processes().forEach(process -> Signals.resume(process.pid()));
    tills(Proxy::repair);
    laris.serviceProxies().forEach(Proxy::repair);
    conditions.clocksOff(0);
    conditions.shortDeadlines(false);
    gateway.down(Down.UP);
    gateway.clearFaults();
    slowDisk.end();
  }

  private List<Long> backend(int pick) throws SQLException {
    List<Long> backends =
        laris
            .database()
            .list(
                "select pid from pg_stat_activity where usename = 'laris_service'",
                row -> row.getLong(1));
    return backends.isEmpty() ? List.of() : List.of(pick(backends, pick));
  }

  private void gatewayFails(int pick) {
    switch (pick % 3) {
      case 0 -> gateway.down(Down.DOWN_503);
      case 1 -> gateway.down(Down.DOWN_HANG);
      default -> {
        int next = pick;
        for (Operation operation : OPERATIONS) {
          gateway.fault(pick(GATEWAY_FAULTS, next++), operation, 2);
        }
        gateway.webhookFault(pick(WEBHOOK_FAULTS, pick), 3);
      }
    }
  }

  private void tills(Consumer<Proxy> what) {
    laris.tillProxies().forEach(what);
  }

  /** One of the connections, or all of them. */
  private void services(int pick, Consumer<Proxy> what) {
    List<Proxy> proxies = laris.serviceProxies();
    if (pick % 2 == 0) {
      proxies.forEach(what);
    } else {
      what.accept(pick(proxies, pick / 2));
    }
  }

  private static <T> T pick(List<T> all, int pick) {
    return all.get(pick % all.size());
  }
}
