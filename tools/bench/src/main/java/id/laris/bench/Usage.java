package id.laris.bench;

import java.util.stream.Collectors;

/** What {@code --help} says. */
final class Usage {

  static final String TEXT =
      """
      Usage: bench [options] [--start [--start-only] -- command ...]
             bench soak [--minutes N] [--rate N] [options]
             bench plot FILE.json ... [--out DIRECTORY]

        --target HOST:PORT      where Laris answers (POS_TARGET, else localhost:50053 or another POS_PORT)
        --scenario NAME[@RATE]  %s;
                                repeatable; by default %s,
                                and where the database is known what it can do without Laris
        --rate N                so many begin each second, over all callers, whatever becomes of those
                                before; of all scenarios that have no @RATE (by default each caller begins
                                the next when the last is done; charge has 100, webhook 200, soak 150)
        --callers N             callers of each scenario, by default those of the targets; at a fixed rate the
                                most calls under way (64)
        --tenants N             tenants, each with a shop, in which tills are in turn (1)
        --warmup SECONDS        before each scenario (10)
        --duration SECONDS      of each scenario (20)
        --json FILE             writes the figures there too
        --no-floor              does not measure what the database can do
        --movements N           stock movements in the books of stock-lists and stock-values (1000000)
        --orders N              sales too are made in a tenant of demo-data that has so many orders, made if it is
                                missing; read-mix reads there (1000000)
        --simulator URL         the simulated payment gateway, for charge and webhook (POS_SIMULATOR_URL, else
                                http://localhost:8090, or another POS_SIMULATOR_PORT)
        --webhook URL           where Laris takes its notifications (by default
                                http://localhost:8080/webhooks/midtrans, or another POS_HTTP_PORT)
        --start -- command ...  starts Laris with the command: once so that its data exist, once more
                                to measure how soon it serves and its memory at rest; it is stopped at the end
        --start-only            no load after that
        --idle SECONDS          at rest before its memory is read (10)
        --minutes N             of a soak (60)
        --every SECONDS         between the samples of a soak (10)
        --out DIRECTORY         where plots go (.)

      The database is that of POS_DB_URL, POS_DB_OWNER_USER and POS_DB_OWNER_PASSWORD; else the one that a Laris
      of this machine brings along, found in POS_DATA_DIR (~/.laris). Without it there are fewer figures.

      Exit code: 0, whatever the figures; 1 if calls failed; 2 if it could not run.
      """
          .formatted(
              Scenario.labels(),
              Scenario.usual().stream().map(Scenario::label).collect(Collectors.joining(", ")));

  private Usage() {}
}
