package id.laris.torture;

import id.laris.simulator.MidtransSimulator;
import id.laris.simulator.SimulatorSettings;
import id.laris.torture.check.Check;
import id.laris.torture.check.Quiescence;
import id.laris.torture.check.SystemState;
import id.laris.torture.check.SystemStateReader;
import id.laris.torture.fault.FaultInjector;
import id.laris.torture.history.History;
import id.laris.torture.history.Recorder;
import id.laris.torture.load.Conditions;
import id.laris.torture.load.Load;
import id.laris.torture.report.Figures;
import id.laris.torture.report.Progress;
import id.laris.torture.world.Laris;
import id.laris.torture.world.Ports;
import id.laris.torture.world.Programs;
import id.laris.torture.world.SeededRandom;
import id.laris.torture.world.ServicesLaris;
import id.laris.torture.world.SuiteLaris;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One shape of Laris, from its first start over the load and the faults to the checks. */
final class Round {

  /** Notifications are repeated within a second, in place of minutes. */
  private static final int GATEWAY_TIME_SCALE = 200;

  private final Options options;
  private final Programs programs;
  private final Path directory;
  private final PrintStream out;
  private final Tampering tampering;

  /** A change that a test makes behind the back of Laris, before the checks. */
  @FunctionalInterface
  interface Tampering {
    void on(Laris laris) throws Exception;
  }

  Round(Options options, Programs programs, Path directory, PrintStream out, Tampering tampering) {
    this.options = options;
    this.programs = programs;
    this.directory = directory;
    this.out = out;
    this.tampering = tampering;
  }

  Figures run(String shape) throws Exception {
    int webhookPort = new Ports().free();
    try (MidtransSimulator simulator =
            MidtransSimulator.start(
                SimulatorSettings.defaults()
                    .withPort(0)
                    .withTimeScale(GATEWAY_TIME_SCALE)
                    .withNotificationUrl(
                        URI.create(
                            "http://127.0.0.1:%d/webhooks/midtrans".formatted(webhookPort))));
        Laris laris = laris(shape, simulator.url(), webhookPort);
        Recorder recorder = new Recorder(directory.resolve("history.jsonl"))) {
      return run(laris, simulator, recorder);
    }
  }

  private Laris laris(String shape, URI gateway, int webhookPort) throws IOException {
    return shape.equals("suite")
        ? new SuiteLaris(directory, programs, gateway, webhookPort)
        : new ServicesLaris(directory, programs, gateway, webhookPort);
  }

  private Figures run(Laris laris, MidtransSimulator simulator, Recorder recorder)
      throws Exception {
    SeededRandom random = new SeededRandom(options.seed).of(laris.shape());
    Conditions conditions = new Conditions();
    laris.start();
    try (Load load =
        new Load(laris, random, conditions, recorder, order -> pay(simulator, order))) {
      load.openShops(options.tenants);
      FaultInjector injector =
          new FaultInjector(
              laris,
              random.of("faults"),
              conditions,
              simulator.control(),
              recorder,
              options.faults().stream()
                  .filter(kind -> !kind.betweenServices() || !laris.serviceProxies().isEmpty())
                  .toList());
      long begun = recorder.millis();
      try (var _ = new Progress(laris, recorder, injector, out)) {
        load.start(options.tills);
        injector.run(options.load().toMillis());
        load.finish();
      }
      long ended = recorder.millis();
      List<String> unsettled =
          new ArrayList<>(new Quiescence(laris, load, simulator.control()).await());
      unsettled.addAll(injector.failures());
      tampering.on(laris);
      SystemState state =
          new SystemStateReader(laris, simulator.control()).read(load.tenants(), unsettled);
      History history = recorder.history(load.tenants());
      return Figures.of(
          laris,
          options.seed,
          begun,
          ended,
          recorder,
          injector.injected(),
          history,
          Check.all().stream().map(check -> check.look(history, state)).toList());
    }
  }

  private static void pay(MidtransSimulator simulator, String order) {
    try {
      simulator.control().pay(order);
    } catch (IllegalArgumentException | IllegalStateException e) {
      // The customer finds that it cannot be paid (any more).
    }
  }
}
