package id.laris.bench.payment;

import com.google.gson.JsonObject;
import id.laris.bench.load.Caller;
import id.laris.bench.load.Clerks;
import id.laris.bench.load.Load;
import id.laris.bench.load.Pace;
import id.laris.bench.load.Plan;
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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Notifications of payments arrive at a fixed rate, whatever becomes of those before.
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
  private final PrintStream out;

  public Notifications(Merchant merchant, URI webhook, PrintStream out) {
    this.merchant = merchant;
    this.webhook = webhook;
    this.out = out;
  }

  /** The name of the row. */
  public static String atRate(int rate) {
    return "POST /webhooks/midtrans (%d/s)".formatted(rate);
  }

  public Load.Measured run(Plan plan) throws Exception {
    int rate = plan.ratePerSecond();
    int count = Math.toIntExact(rate * plan.warmup().plus(plan.duration()).toSeconds());
    try (Connection connection = merchant.connect();
        Clerks clerks = new Clerks()) {
      out.println("  asking for " + count + " payments ...");
      List<PaymentTransaction> charged =
          clerks.all(count, number -> Merchant.charge(connection.payments()));
      merchant.gateway().keepSilent(count);
      Queue<PaymentTransaction> left = new ConcurrentLinkedQueue<>(charged);
      Load.Measured measured;
      try {
        measured = Load.run(plan, () -> new Messenger(left, atRate(rate)));
      } finally {
        merchant.gateway().speak();
      }
      List<PaymentTransaction> told = new ArrayList<>(charged);
      told.removeAll(left);
      int otherwise = check(connection, clerks, told, measured.tallies());
      out.printf(
          "  all of %d answered; %d were found out otherwise before%n", told.size(), otherwise);
      return measured;
    }
  }

  /** Brings one notification after the other. */
  private final class Messenger implements Caller {

    private final Queue<PaymentTransaction> left;
    private final String row;
    private String body = "";

    Messenger(Queue<PaymentTransaction> left, String row) {
      this.left = left;
      this.row = row;
    }

    @Override
    public void prepare(long dueNanos, Tallies tallies) throws CallFailedException {
      PaymentTransaction transaction = left.remove();
      body = body(transaction);
      Pace.waitUntil(dueNanos - PAID_BEFORE.toNanos());
      var _ = tallies.untimed("(pay)", () -> pay(transaction));
    }

    @Override
    public void once(Tallies tallies) throws CallFailedException {
      var _ = tallies.time(row, () -> tell(body));
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
