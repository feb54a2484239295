package id.laris.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Handles the paths below /v2: authentication, faults, and the choice of the action. */
final class MidtransApi {
  private static final Logger log = LoggerFactory.getLogger(MidtransApi.class);

  private final Transactions transactions;
  private final Changes changes;
  private final Charge charge;
  private final ChangeTransaction change;
  private final RefundTransaction refund;
  private final IdempotencyKeys idempotencyKeys;
  private final Planned<Fault> faults = new Planned<>();
  private final Outage outage = new Outage();
  private final Map<Operation, LongAdder> calls = new ConcurrentHashMap<>();
  private volatile boolean refundRepeatsAreRefused;

  MidtransApi(
      SimulatorClock clock,
      Transactions transactions,
      Changes changes,
      Bodies bodies,
      IdempotencyKeys idempotencyKeys) {
    this.transactions = transactions;
    this.changes = changes;
    this.charge = new Charge(clock, changes, bodies);
    this.change = new ChangeTransaction(changes, bodies);
    this.refund = new RefundTransaction(clock, changes, bodies);
    this.idempotencyKeys = idempotencyKeys;
  }

  Planned<Fault> faults() {
    return faults;
  }

  Outage outage() {
    return outage;
  }

  void refuseRefundRepeats(boolean refused) {
    refundRepeatsAreRefused = refused;
  }

  long calls(Operation operation) {
    return calls.entrySet().stream()
        .filter(entry -> operation.covers(entry.getKey()))
        .mapToLong(entry -> entry.getValue().sum())
        .sum();
  }

  void clear() {
    faults.clear();
    calls.clear();
    refundRepeatsAreRefused = false;
    outage.set(Down.UP);
  }

  void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Route route = Route.of(path);
    // Read before the call is counted, because a test that waits for the count may end the outage.
    Down down = outage.now();
    if (route != null) {
      calls.computeIfAbsent(route.operation(), key -> new LongAdder()).increment();
    }
    byte[] content = Http.body(exchange);
    Reply reply = outage.reply(down);
    if (reply == null && path.endsWith("/qr-code")) {
      QrImage.send(exchange, transactions, path);
      return;
    }
    Http.send(exchange, reply == null ? answer(exchange, route, content) : reply);
  }

  private Reply answer(HttpExchange exchange, @Nullable Route route, byte[] content) {
    if (route == null) {
      return Reply.http(404, "There is nothing at this path.");
    }
    Merchant merchant = Merchant.of(exchange.getRequestHeaders().getFirst("Authorization"));
    if (merchant == null) {
      return Reply.http(401, Reply.WRONG_KEY);
    }
    if (!exchange.getRequestMethod().equals(route.method())) {
      return Reply.http(405, "This path is called with " + route.method() + ".");
    }
    String refusal = refusal(exchange, content);
    if (refusal != null) {
      return Reply.http(400, refusal);
    }
    try {
      JsonNode body =
          content.length == 0
              ? MissingNode.getInstance()
              : Reply.MAPPER.readTree(new String(content, StandardCharsets.UTF_8));
      return withFaults(new Call(exchange, route, merchant, body));
    } catch (JacksonException e) {
      return Reply.http(400, "The body is not JSON.");
    }
  }

  private static @Nullable String refusal(HttpExchange exchange, byte[] content) {
    if (content.length > Http.LARGEST_BODY) {
      return "The body is larger than 16 KB.";
    }
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (content.length > 0 && (type == null || !lower(type).startsWith(Reply.JSON))) {
      return "Content-Type must be application/json.";
    }
    String accept = exchange.getRequestHeaders().getFirst("Accept");
    boolean json = accept == null || lower(accept).contains(Reply.JSON) || accept.contains("*/*");
    return json ? null : "Accept must be application/json.";
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** One call that may be worked on. */
  private record Call(HttpExchange exchange, Route route, Merchant merchant, JsonNode body) {
    String id() {
      return switch (route.operation()) {
        case CHARGE -> body.path("transaction_details").path("order_id").asString("");
        case CAPTURE -> body.path("transaction_id").asString("");
        default -> route.id();
      };
    }

    @Nullable String idempotencyKey() {
      boolean ignored = route.operation() == Operation.CHARGE && !methodTakesKey();
      boolean post = route.method().equals("POST");
      return post && !ignored ? exchange.getRequestHeaders().getFirst("Idempotency-Key") : null;
    }

    private boolean methodTakesKey() {
      return switch (body.path("payment_type").asString("")) {
        case "bank_transfer" ->
            !body.path("bank_transfer").path("bank").asString("").equals("permata");
        case "cstore" -> !body.path("cstore").path("store").asString("").equals("indomaret");
        case "cimb_clicks", "bca_klikbca" -> false;
        default -> true;
      };
    }
  }

  private Reply withFaults(Call call) {
    Transaction transaction =
        call.route().operation() == Operation.CHARGE
            ? null
            : transactions.find(call.merchant(), call.id());
    String orderId = transaction == null ? call.id() : transaction.orderId();
    Fault fault =
        faults.next(call.route().operation(), orderId, any -> fits(any, call, transaction));
    Supplier<Reply> once =
        () ->
            idempotencyKeys.once(
                call.merchant(),
                call.idempotencyKey(),
                () -> {
                  if (fault instanceof Fault.Late(Duration by, boolean committed) && !committed) {
                    sleep(by);
                  }
                  return work(call, transaction, fault);
                });
    return switch (fault) {
      case Fault.Lost lost -> hide(lost.committed(), once, Reply.NONE);
      case Fault.Wrong wrong ->
          hide(
              wrong.committed(),
              once,
              new Reply(wrong.httpStatus(), wrong.contentType(), wrong.body(), false));
      case Fault.Late late -> {
        Reply reply = once.get();
        if (late.committed()) {
          sleep(late.by());
        }
        yield reply;
      }
      case Fault.Odd odd -> odd(once.get(), odd);
      case Fault.Event event -> once.get();
      case null -> once.get();
    };
  }

  /** Gives a wrong answer, after or without doing the work. */
  private static Reply hide(boolean committed, Supplier<Reply> once, Reply instead) {
    if (committed) {
      Reply hidden = once.get();
      log.debug("A fault hides the answer {}", hidden.body());
    }
    return instead;
  }

  /** True if the fault can do anything to this call; if not it waits for the next. */
  private boolean fits(Fault fault, Call call, @Nullable Transaction transaction) {
    if (!(fault instanceof Fault.Event event)) {
      return true;
    }
    Operation operation = call.route().operation();
    return switch (event) {
      case STUCK_PENDING -> operation == Operation.CHARGE;
      case PAY_RACING_CANCEL ->
          (operation == Operation.CANCEL || operation == Operation.EXPIRE)
              && transaction != null
              && transaction.status() == Status.PENDING;
      case REFUND_406 ->
          operation == Operation.REFUND
              && transaction != null
              && transaction.refund(call.body().path("refund_key").asString("")) != null;
    };
  }

  private Reply work(Call call, @Nullable Transaction transaction, @Nullable Fault fault) {
    Operation operation = call.route().operation();
    if (operation == Operation.CHARGE) {
      return charge.run(
          call.merchant(),
          call.body(),
          call.exchange().getRequestHeaders(),
          Fault.STUCK_PENDING.equals(fault));
    }
    if (transaction == null) {
      return Reply.notFound();
    }
    if (Fault.PAY_RACING_CANCEL.equals(fault)) {
      changes.payIfPending(transaction);
    }
    return switch (operation) {
      case STATUS -> change.status(transaction);
      case CANCEL -> change.cancel(transaction);
      case EXPIRE -> change.expire(transaction);
      case CAPTURE -> change.capture(transaction, call.body());
      case REFUND ->
          refund.run(
              transaction,
              call.body(),
              call.route().online(),
              refundRepeatsAreRefused || Fault.REFUND_406.equals(fault));
      case CHARGE, ANY -> throw new IllegalStateException("no call is " + operation);
    };
  }

  private static Reply odd(Reply reply, Fault.Odd odd) {
    if (!(Reply.MAPPER.readTree(reply.body()) instanceof ObjectNode body)) {
      return reply;
    }
    switch (odd) {
      case CAPITALS -> Notification.capitals(body);
      case NO_FRAUD_STATUS -> body.remove("fraud_status");
      case NO_EXPIRY_TIME -> body.remove("expiry_time");
      case NUMERIC_STATUS_CODE -> body.put("status_code", body.path("status_code").asInt(0));
    }
    return new Reply(reply.httpStatus(), reply.contentType(), body.toString(), reply.successful());
  }

  /** Real time: a caller's timeout runs in real time too. */
  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
