package id.laris.quickstart;

import id.laris.client.LarisClient;
import id.laris.client.NobodyAnswersException;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A sale, step by step, against a running server, with every request and answer shown: paid in
 * cash; with {@code --secure} by somebody who signs in; with {@code --qris} by a QR code; with
 * {@code --loyalty} to a customer who earns points and spends them. The product has a SKU of its
 * own at each run, so it can be run again.
 */
public final class Quickstart {

  private static final int WRONG_USE = 2;

  private static final String CASH = "";
  private static final String QRIS = "--qris";
  private static final String LOYALTY = "--loyalty";
  private static final String SECURE = "--secure";

  private Quickstart() {}

  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    List<String> options = List.of(arguments);
    String kind = options.isEmpty() ? CASH : options.getFirst();
    boolean secure = kind.equals(SECURE) && options.size() == 2;
    if (!secure && (options.size() > 1 || !List.of(CASH, QRIS, LOYALTY).contains(kind))) {
      out.println("Usage: ./pos quickstart [--qris | --loyalty | --secure ADDRESS]");
      System.exit(WRONG_USE);
    }
    String target =
        environment("POS_TARGET")
            .orElseGet(() -> "localhost:" + environment("POS_PORT").orElse("50053"));
    boolean sold;
    try (LarisClient client = LarisClient.to(target)) {
      sold =
          switch (kind) {
            case QRIS -> runWithQris(client.channel(), target, simulator(), charset(), out);
            case SECURE -> runSecurely(client.channel(), target, options.get(1), password(), out);
            case LOYALTY -> runWithLoyalty(client.channel(), target, out);
            default -> run(client.channel(), target, out);
          };
    } catch (NobodyAnswersException e) {
      out.println(e.getMessage());
      sold = false;
    }
    System.exit(sold ? 0 : 1);
  }

  private static Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(given -> !given.isBlank());
  }

  private static URI simulator() {
    return URI.create(
        environment("POS_SIMULATOR_URL")
            .orElse("http://localhost:" + environment("POS_SIMULATOR_PORT").orElse("8090")));
  }

  /** The password of {@code POS_PASSWORD}, else of the terminal. */
  private static String password() {
    return environment("POS_PASSWORD")
        .orElseGet(
            () -> {
              char[] typed = Objects.requireNonNull(System.console()).readPassword("Password: ");
              return typed == null ? "" : new String(typed);
            });
  }

  /** The charset of the terminal. */
  private static Charset charset() {
    return Charset.forName(
        System.getProperty("stdout.encoding", Charset.defaultCharset().name()),
        StandardCharsets.US_ASCII);
  }

  /** Makes the sale in cash; false where a call failed, and then the output says why. */
  static boolean run(Channel channel, String target, PrintStream out) {
    return run(channel, target, out, calls -> new CashSale(calls, out).run());
  }

  /** The same by somebody who signs in. */
  static boolean runSecurely(
      Channel channel, String target, String email, String password, PrintStream out) {
    return run(
        channel,
        target,
        out,
        calls -> {
          new SignedIn(calls, target, out).run(email, password);
          new CashSale(calls, out).run();
        });
  }

  /** The same to a customer who collects points. */
  static boolean runWithLoyalty(Channel channel, String target, PrintStream out) {
    return run(channel, target, out, calls -> new LoyalSale(calls, out).run());
  }

  /** The same with a QR code that a customer pays at the simulated payment gateway. */
  static boolean runWithQris(
      Channel channel, String target, URI simulator, Charset charset, PrintStream out) {
    return run(
        channel,
        target,
        out,
        calls -> {
          try (Customer customer = new Customer(simulator, out)) {
            new QrisSale(calls, customer, charset, out).run();
          }
        });
  }

  private static boolean run(
      Channel channel, String target, PrintStream out, Consumer<ShownCalls> sale) {
    try {
      sale.accept(new ShownCalls(channel, target, out));
      return true;
    } catch (StatusRuntimeException e) {
      Status status = e.getStatus();
      out.println(
          status.getCode() == Status.Code.UNAVAILABLE
              ? NobodyAnswersException.message(target)
              : "The call failed: %s: %s".formatted(status.getCode(), status.getDescription()));
      return false;
    } catch (Customer.NotThereException e) {
      out.println(e.getMessage());
      return false;
    }
  }
}
