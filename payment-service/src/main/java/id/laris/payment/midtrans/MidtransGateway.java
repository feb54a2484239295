package id.laris.payment.midtrans;

import static java.nio.charset.StandardCharsets.UTF_8;

import id.laris.payment.account.GatewayAccount;
import id.laris.payment.gateway.GatewayAnswer;
import id.laris.payment.gateway.GatewayCharge;
import id.laris.payment.gateway.GatewayFailure;
import id.laris.payment.gateway.GatewayNotification;
import id.laris.payment.gateway.GatewayRefund;
import id.laris.payment.gateway.PaymentGateway;
import id.laris.payment.midtrans.MidtransRequest.Operation;
import id.laris.pos.v1.PaymentTransaction.Method;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls Midtrans. Each call is one line of log and one measurement; neither shows what was sent,
 * nor the account's secret.
 */
@Component
class MidtransGateway implements PaymentGateway {

  private static final Logger log = LoggerFactory.getLogger(MidtransGateway.class);

  /** Dots alone are refused: they would change the path of the URL. */
  private static final Pattern ORDER_ID = Pattern.compile("(?!\\.+$)[A-Za-z0-9_~.-]{1,50}");

  /** The gateway silently ignores longer ones. */
  private static final int MAX_IDEMPOTENCY_KEY = 46;

  private final MidtransHosts hosts;
  private final NotificationUrl notificationUrl;
  private final Resilience resilience;
  private final MeterRegistry meters;

  MidtransGateway(
      MidtransHosts hosts,
      NotificationUrl notificationUrl,
      Resilience resilience,
      MeterRegistry meters) {
    this.hosts = hosts;
    this.notificationUrl = notificationUrl;
    this.resilience = resilience;
    this.meters = meters;
  }

  @Override
  public GatewayAnswer charge(GatewayAccount account, GatewayCharge charge) {
    requireOrderId(charge.orderId());
    requireWholeRupiah(charge.amount());
    // Without a key the order id prevents a second payment, but a repetition answers only 406.
    boolean keyed = charge.method() != Method.PERMATA_VA && charge.method() != Method.INDOMARET;
    return call(
        new MidtransRequest(
            Operation.CHARGE,
            charge.orderId(),
            base(account),
            "charge",
            account.serverKey(),
            ChargeBody.of(charge, account.qrisAcquirer()),
            keyed ? idempotencyKey(Operation.CHARGE, charge.orderId()) : "",
            notificationUrl.get().map(URI::toString).orElse(""),
            keyed));
  }

  @Override
  public GatewayAnswer status(GatewayAccount account, String orderId) {
    requireOrderId(orderId);
    return call(plain(Operation.STATUS, account, orderId, "", ""));
  }

  @Override
  public GatewayAnswer cancel(GatewayAccount account, String orderId) {
    requireOrderId(orderId);
    String key = idempotencyKey(Operation.CANCEL, orderId);
    return call(plain(Operation.CANCEL, account, orderId, "", key));
  }

  @Override
  public GatewayAnswer expire(GatewayAccount account, String orderId) {
    requireOrderId(orderId);
    String key = idempotencyKey(Operation.EXPIRE, orderId);
    return call(plain(Operation.EXPIRE, account, orderId, "", key));
  }

  @Override
  public GatewayAnswer refund(GatewayAccount account, GatewayRefund refund) {
    requireOrderId(refund.orderId());
    requireWholeRupiah(refund.amount());
    ObjectNode body = MidtransBody.JSON.createObjectNode();
    body.put("refund_key", refund.key());
    body.put("amount", Rupiah.ofMinor(refund.amount()));
    if (!refund.reason().isEmpty()) {
      body.put("reason", refund.reason());
    }
    // Two payments may have equal refund keys, but not equal idempotency keys.
    String key = idempotencyKey(Operation.REFUND, refund.orderId() + "/" + refund.key());
    return call(
        new MidtransRequest(
            Operation.REFUND,
            refund.orderId(),
            base(account),
            refund.orderId() + refundPath(refund.method()),
            account.serverKey(),
            body.toString(),
            key,
            "",
            true));
  }

  @Override
  public Optional<GatewayNotification> notification(String body) {
    return MidtransNotification.parse(body);
  }

  private static String refundPath(Method method) {
    return switch (method) {
      case QRIS, GOPAY, SHOPEEPAY -> "/refund/online/direct";
      case CARD -> "/refund";
      default -> throw refused("this payment method cannot be refunded through the gateway");
    };
  }

  private MidtransRequest plain(
      Operation operation, GatewayAccount account, String orderId, String body, String key) {
    return new MidtransRequest(
        operation,
        orderId,
        base(account),
        orderId + "/" + operation.label(),
        account.serverKey(),
        body,
        key,
        "",
        true);
  }

  private URI base(GatewayAccount account) {
    return hosts.of(account.environment());
  }

  private GatewayAnswer call(MidtransRequest request) {
    long startedNanos = System.nanoTime();
    Resilience.@Nullable Outcome outcome = null;
    String result = "error";
    boolean failed = true;
    try {
      outcome = resilience.send(request);
      GatewayAnswer answer = MidtransAnswers.read(request, outcome);
      result = answer.getClass().getSimpleName().toLowerCase(Locale.ROOT);
      failed = false;
      return answer;
    } catch (GatewayFailure e) {
      result = e.kind().name().toLowerCase(Locale.ROOT);
      throw e;
    } finally {
      logAndMeasure(
          request, outcome, result, failed, Duration.ofNanos(System.nanoTime() - startedNanos));
    }
  }

  private void logAndMeasure(
      MidtransRequest request,
      Resilience.@Nullable Outcome outcome,
      String result,
      boolean failed,
      Duration duration) {
    String operation = request.operation().label();
    meters.timer("laris.gateway.calls", "operation", operation, "outcome", result).record(duration);
    log.atLevel(failed ? Level.WARN : Level.INFO)
        .log(
            "gateway {} order={} outcome={} {} attempts={} ms={}",
            operation,
            request.orderId(),
            result,
            outcome == null ? "not sent" : outcome.last().facts(),
            outcome == null ? 0 : outcome.attempts(),
            duration.toMillis());
  }

  /** Returns one key for each piece of work; a long one is replaced by its hash. */
  private static String idempotencyKey(Operation operation, String work) {
    String key = operation.keyPrefix() + work;
    return key.length() <= MAX_IDEMPOTENCY_KEY && ORDER_ID.matcher(work).matches()
        ? key
        : operation.keyPrefix() + hash(work);
  }

  private static String hash(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Refuses characters that would change the path of the URL. */
  private static void requireOrderId(String orderId) {
    if (!ORDER_ID.matcher(orderId).matches()) {
      throw refused("the order id has characters that the gateway does not accept, or is too long");
    }
  }

  private static void requireWholeRupiah(long amount) {
    if (amount <= 0 || !Rupiah.isWhole(amount)) {
      throw refused("the amount must be whole rupiah");
    }
  }

  private static GatewayFailure refused(String why) {
    return new GatewayFailure(GatewayFailure.Kind.REFUSED, why);
  }
}
