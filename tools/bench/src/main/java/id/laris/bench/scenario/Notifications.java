package id.laris.bench.scenario;

import com.google.common.hash.Hashing;
import id.laris.bench.load.Caller;
import id.laris.bench.load.Clerks;
import id.laris.bench.load.Load;
import id.laris.bench.load.Plan;
import id.laris.bench.load.Stopwatch;
import id.laris.bench.load.Stopwatch.CallFailedException;
import id.laris.client.LarisClient;
import id.laris.pos.v1.GetTransactionRequest;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransaction.Cause;
import id.laris.pos.v1.PaymentTransaction.State;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Notifications of payments arrive at a fixed rate, whatever becomes of those before.
 *
 * <p>The payments were asked for beforehand. Each is paid at the gateway shortly before its
 * notification, of which the gateway itself says nothing: so Laris cannot find out earlier.
 */
public record Notifications(Merchant merchant, URI webhook, PrintStream out) {

  /** Where nothing else is said, a second. */
  public static final int RATE = 200;

  private static final Duration PAID_BEFORE = Duration.ofMillis(200);
  private static final String AMOUNT = Merchant.RUPIAH + ".00";

  /** The name of the row. */
  public static String atRate(int rate) {
    return "POST /webhooks/midtrans (%d/s)".formatted(rate);
  }

  Load.Measured run(Plan plan) throws Exception {
    int rate = plan.ratePerSecond();
    int count = Math.toIntExact(rate * plan.warmup().plus(plan.duration()).toSeconds());
    try (LarisClient client = merchant.connect()) {
      out.println("  asking for " + count + " payments ...");
      List<PaymentTransaction> charged = Clerks.all(count, _ -> Merchant.charge(client));
      merchant.gateway.loseNotifications(count);
      Queue<PaymentTransaction> left = new ConcurrentLinkedQueue<>(charged);
      Load.Measured measured;
      try {
        measured = Load.run(plan, () -> new Messenger(left, atRate(rate)));
      } finally {
        merchant.gateway.sendNotifications();
      }
      List<PaymentTransaction> told = new ArrayList<>(charged);
      told.removeAll(left);
      long otherwise = check(client, told, new Stopwatch(measured.calls()));
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
    public void prepare(long dueNanos, Stopwatch stopwatch) throws CallFailedException {
      PaymentTransaction transaction = left.remove();
      String order = transaction.getGatewayOrderId();
      String signed = order + "200" + AMOUNT + merchant.serverKey;
      body =
          """
          {"transaction_status": "settlement", "transaction_id": "%s", "status_code": "200", "payment_type": "qris",
           "order_id": "%s", "gross_amount": "%s", "fraud_status": "accept", "currency": "IDR", "signature_key": "%s"}
          """
              .formatted(
                  transaction.getGatewayTransactionId(),
                  order,
                  AMOUNT,
                  Hashing.sha512().hashString(signed, StandardCharsets.UTF_8));
      Load.waitUntil(dueNanos - PAID_BEFORE.toNanos());
      var _ = stopwatch.untimed("(pay)", () -> merchant.gateway.pay(order));
    }

    @Override
    public void once(Stopwatch stopwatch) throws CallFailedException {
      stopwatch.call(row, () -> merchant.gateway.notify(webhook, body));
    }

    @Override
    public void close() {}
  }

  /** Counts as failed what is not paid; returns how many payments Laris knew of otherwise. */
  private static long check(
      LarisClient client, List<PaymentTransaction> told, Stopwatch stopwatch) {
    List<PaymentTransaction> now =
        Clerks.all(
            told.size(),
            number ->
                client
                    .payments()
                    .getTransaction(
                        GetTransactionRequest.newBuilder()
                            .setTransactionId(told.get(number).getId())
                            .build())
                    .getTransaction());
    for (PaymentTransaction transaction : now) {
      try {
        stopwatch.require(
            "(is it paid?)",
            transaction.getState() == State.PAID,
            () -> "transaction %s is %s".formatted(transaction.getId(), transaction.getState()));
      } catch (CallFailedException counted) {
        // The measurements have it.
      }
    }
    return now.stream()
        .filter(
            transaction ->
                transaction.getChangesList().stream()
                    .noneMatch(change -> change.getCause() == Cause.WEBHOOK))
        .count();
  }
}
