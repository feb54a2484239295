package id.laris.bench.payment;

import com.google.gson.JsonObject;
import id.laris.bench.load.Clerks;
import id.laris.bench.load.Load;
import id.laris.bench.load.Pace;
import id.laris.bench.load.Tallies;
import id.laris.bench.load.Tallies.CallFailedException;
import id.laris.bench.shop.Connection;
import id.laris.pos.v1.GetTransactionRequest;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransaction.Cause;
import id.laris.pos.v1.PaymentTransaction.State;
import io.grpc.Status;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Open-loop load: notifications of payments arrive at a fixed rate, whatever becomes of those
 * before. Each is timed from the moment at which it was to arrive, so one that waits behind slow
 * ones counts its waiting.
 *
 * <p>The payments were asked for beforehand. Each is paid at the gateway shortly before its
 * notification, of which the gateway itself says nothing: so no look of the sweeper's comes first.
 */
public final class Notifications {

  /** What the target names, a second. */
  public static final int RATE = 200;

  private static final Duration PAID_BEFORE = Duration.ofMillis(200);
  private static final String PAID = "(is it paid?)";

  private final Merchant merchant;
  private final URI webhook;
  private final int rate;
  private final PrintStream out;

  public Notifications(Merchant merchant, URI webhook, int rate, PrintStream out) {
    this.merchant = merchant;
    this.webhook = webhook;
    this.rate = rate;
    this.out = out;
  }

  /** The name of the row. */
  public static String atRate(int rate) {
    return "POST /webhooks/midtrans (%d/s)".formatted(rate);
  }

  public Load.Measured run(Duration warmup, Duration duration) throws Exception {
    int unmeasured = Math.toIntExact(rate * warmup.toSeconds());
    int count = unmeasured + Math.toIntExact(rate * duration.toSeconds());
    try (Connection connection = merchant.connect();
        Clerks clerks = new Clerks()) {
      out.println("  asking for " + count + " payments ...");
      List<PaymentTransaction> charged =
          clerks.all(count, number -> Merchant.charge(connection.payments()));
      merchant.gateway().keepSilent(count);
      Tallies tallies = new Tallies();
      long elapsed;
      try {
        elapsed = arrive(charged, unmeasured, tallies);
      } finally {
        merchant.gateway().speak();
      }
      int otherwise = check(connection, clerks, charged, tallies);
      out.printf(
          "  all of %d answered; %d were found out otherwise before%n", charged.size(), otherwise);
      return new Load.Measured(tallies, elapsed);
    }
  }

  /** Returns in which time those came that are measured. */
  private long arrive(List<PaymentTransaction> charged, int unmeasured, Tallies tallies) {
    long interval = Duration.ofSeconds(1).toNanos() / rate;
    long first = System.nanoTime() + PAID_BEFORE.multipliedBy(5).toNanos();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int number = 0; number < charged.size(); number++) {
        PaymentTransaction transaction = charged.get(number);
        long at = first + number * interval;
        boolean measured = number >= unmeasured;
        Pace.waitUntil(at - PAID_BEFORE.toNanos());
        threads.execute(() -> one(transaction, at, measured, tallies));
      }
    }
    return System.nanoTime() - first - unmeasured * interval;
  }

  private void one(PaymentTransaction transaction, long at, boolean measured, Tallies tallies) {
    String body = body(transaction);
    Tallies own = new Tallies();
    try {
      var _ = own.untimed("(pay)", () -> pay(transaction));
      Pace.waitUntil(at);
      var _ = own.untimed(atRate(rate), () -> tell(body));
      if (measured) {
        own.took(atRate(rate), System.nanoTime() - at);
      }
    } catch (CallFailedException counted) {
      // The tallies have it.
    }
    synchronized (tallies) {
      tallies.add(own);
    }
  }

  private boolean pay(PaymentTransaction transaction) {
    merchant.gateway().pay(transaction.getGatewayOrderId());
    return true;
  }

  private boolean tell(String body) {
    merchant.gateway().notify(webhook, body);
    return true;
  }

  /** Whether all are paid; returns how many of them Laris heard of otherwise. */
  private int check(
      Connection connection, Clerks clerks, List<PaymentTransaction> charged, Tallies tallies)
      throws InterruptedException {
    List<PaymentTransaction> now =
        clerks.all(charged.size(), number -> get(connection, charged.get(number).getId()));
    for (PaymentTransaction transaction : now) {
      try {
        var _ = tallies.untimed(PAID, () -> requirePaid(transaction));
      } catch (CallFailedException counted) {
        // The tallies have it.
      }
    }
    return (int)
        now.stream()
            .filter(
                transaction ->
                    transaction.getChangesList().stream()
                        .noneMatch(change -> change.getCause() == Cause.WEBHOOK))
            .count();
  }

  private static PaymentTransaction get(Connection connection, String id) {
    return connection
        .payments()
        .getTransaction(GetTransactionRequest.newBuilder().setTransactionId(id).build())
        .getTransaction();
  }

  private static boolean requirePaid(PaymentTransaction transaction) {
    if (transaction.getState() != State.PAID) {
      throw Status.DATA_LOSS
          .withDescription(
              "transaction %s is %s".formatted(transaction.getId(), transaction.getState()))
          .asRuntimeException();
    }
    return true;
  }

  private String body(PaymentTransaction transaction) {
    String amount = Merchant.RUPIAH + ".00";
    JsonObject body = new JsonObject();
    body.addProperty("transaction_status", "settlement");
    body.addProperty("transaction_id", transaction.getGatewayTransactionId());
    body.addProperty("status_code", "200");
    body.addProperty("payment_type", "qris");
    body.addProperty("order_id", transaction.getGatewayOrderId());
    body.addProperty("gross_amount", amount);
    body.addProperty("fraud_status", "accept");
    body.addProperty("currency", "IDR");
    body.addProperty(
        "signature_key",
        sha512(transaction.getGatewayOrderId() + "200" + amount + merchant.serverKey()));
    return body.toString();
  }

  private static String sha512(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-512").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-512", e);
    }
  }
}
