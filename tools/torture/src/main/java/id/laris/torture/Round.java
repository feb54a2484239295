package id.laris.torture;

import id.laris.simulator.MidtransSimulator;
import id.laris.simulator.SimulatorSettings;
import id.laris.torture.check.Books;
import id.laris.torture.check.BooksReader;
import id.laris.torture.check.Check;
import id.laris.torture.check.Rest;
import id.laris.torture.fault.Saboteur;
import id.laris.torture.history.History;
import id.laris.torture.history.Recorder;
import id.laris.torture.load.Conditions;
import id.laris.torture.load.Load;
import id.laris.torture.report.Figures;
import id.laris.torture.report.Progress;
import id.laris.torture.world.Dice;
import id.laris.torture.world.Laris;
import id.laris.torture.world.Ports;
import id.laris.torture.world.Programs;
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
  private final Sabotage sabotage;

  /** What a test does to the books before they are checked. */
  @FunctionalInterface
  interface Sabotage {
    void on(Laris laris) throws Exception;
  }

  Round(Options options, Programs programs, Path directory, PrintStream out, Sabotage sabotage) {
    this.options = options;
    this.programs = programs;
    this.directory = directory;
    this.out = out;
    this.sabotage = sabotage;
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
    Dice dice = new Dice(options.seed()).of(laris.shape());
    Conditions conditions = new Conditions();
    laris.start();
    try (Load load = new Load(laris, dice, conditions, recorder, order -> pay(simulator, order))) {
      load.openShops(options.tenants());
      Saboteur saboteur =
          new Saboteur(
              laris,
              dice.of("faults"),
              conditions,
              simulator.control(),
              recorder,
              options.faults().stream()
                  .filter(kind -> !kind.betweenServices() || !laris.serviceWires().isEmpty())
                  .toList());
      long begun = recorder.millis();
      try (var _ = new Progress(laris, recorder, saboteur, out)) {
        load.start(options.tills());
        saboteur.run(options.load().toMillis());
        load.finish();
      }
      long ended = recorder.millis();
      List<String> restless = new ArrayList<>(new Rest(laris, load, simulator.control()).await());
      restless.addAll(saboteur.failures());
      sabotage.on(laris);
      Books books = new BooksReader(laris, simulator.control()).read(load.tenants(), restless);
      History history = recorder.history(load.tenants());
      return Figures.of(
          laris,
          options.seed(),
          begun,
          ended,
          recorder,
          saboteur.struck(),
          history,
          Check.all().stream().map(check -> check.look(history, books)).toList());
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
