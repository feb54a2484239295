package id.laris.simulator;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The faults of a call. {@code committed} faults do the work first. */
public sealed interface Fault {

  /** The connection is closed without an answer. */
  record Lost(boolean committed) implements Fault {}

  /** The work or, once committed, the answer comes late. */
  record Late(Duration by, boolean committed) implements Fault {}

  /** An answer that is not the right one. */
  record Wrong(int httpStatus, String contentType, String body, boolean committed)
      implements Fault {}

  /** The right answer, oddly written. */
  enum Odd implements Fault {
    CAPITALS,
    NO_FRAUD_STATUS,
    NO_EXPIRY_TIME,
    NUMERIC_STATUS_CODE
  }

  /** Something happens beside the call. */
  enum Event implements Fault {
    PAY_RACING_CANCEL,
    STUCK_PENDING,
    REFUND_406
  }

  /** The work is done, and the connection closed without an answer. */
  Fault COMMIT_THEN_DROP = new Lost(true);

  /** The connection is closed before anything is done. */
  Fault DROP = new Lost(false);

  /** HTTP 429 with a body that has no status_code; nothing is done. */
  Fault RATE_LIMIT = new Wrong(429, Reply.JSON, "{\"message\":\"API rate limit exceeded\"}", false);

  Fault ERROR_500 = error(500, "Sorry. Our system is recovering from unexpected issues.");

  /** As a proxy says it: with a page. */
  Fault ERROR_502 = new Wrong(502, Reply.HTML, Reply.page("502 Bad Gateway"), false);

  Fault ERROR_503 = error(503, "Bank/partner is experiencing connection issue.");

  /** As a proxy says it: with a page. */
  Fault ERROR_504 = new Wrong(504, Reply.HTML, Reply.page("504 Gateway Time-out"), false);

  Fault ERROR_505 = error(505, "Unable to create va_number for this transaction.");

  /** The work is done, and the answer says HTTP 500. */
  Fault COMMIT_THEN_500 =
      new Wrong(500, Reply.JSON, Reply.business("500", "Internal server error").body(), true);

  /** The work is done; HTTP 200 with a page instead of JSON. */
  Fault HTML_BODY = new Wrong(200, Reply.HTML, Reply.page("Please wait"), true);

  /** The work is done; HTTP 200 with nothing in it. */
  Fault EMPTY_BODY = new Wrong(200, Reply.JSON, "", true);

  /** transaction_status and fraud_status in capitals. */
  Fault CAPITALS = Odd.CAPITALS;

  Fault NO_FRAUD_STATUS = Odd.NO_FRAUD_STATUS;

  Fault NO_EXPIRY_TIME = Odd.NO_EXPIRY_TIME;

  /** status_code as a JSON number. */
  Fault NUMERIC_STATUS_CODE = Odd.NUMERIC_STATUS_CODE;

  /** A cancel or expire finds that the customer has paid just before. */
  Fault PAY_RACING_CANCEL = Event.PAY_RACING_CANCEL;

  /** A charge stays pending past its expiry, until expire or cancel is called. */
  Fault STUCK_PENDING = Event.STUCK_PENDING;

  /** A refund that repeats a refund_key gets 406 instead of the first answer. */
  Fault REFUND_406 = Event.REFUND_406;

  /** A charge is made, and answered with 406: its order_id is taken. Its status is pending. */
  Fault ORDER_ID_TAKEN =
      new Wrong(200, Reply.JSON, Reply.business("406", Reply.ORDER_ID_TAKEN).body(), true);

  Fault REFUND_WINDOW_418 = business("418", "Refund is outside of the allowed window.");

  Fault REFUND_BALANCE_414 = business("414", "Refund amount is invalid or balance is short.");

  /** The key is refused, as a real HTTP code. */
  Fault UNAUTHORIZED_401 =
      new Wrong(401, Reply.JSON, Reply.business("401", Reply.WRONG_KEY).body(), false);

  Fault CHANNEL_402 = business("402", "Payment channel is not activated.");

  Fault ACCOUNT_410 = business("410", "Merchant account is deactivated.");

  Fault TOKEN_411 = business("411", "Token id is missing, invalid, or timed out.");

  /** The call is worked on this much later. */
  static Fault delay(Duration by) {
    return new Late(by, false);
  }

  /** The call is worked on at once and answered this much later. */
  static Fault commitThenDelay(Duration by) {
    return new Late(by, true);
  }

  /** A refusal as HTTP 200 with its code in the body; nothing is done. */
  static Fault business(String statusCode, String message) {
    return new Wrong(200, Reply.JSON, Reply.business(statusCode, message).body(), false);
  }

  /** A real HTTP code; nothing is done. */
  static Fault error(int httpStatus, String message) {
    return new Wrong(
        httpStatus, Reply.JSON, Reply.business(String.valueOf(httpStatus), message).body(), false);
  }

  /** All that have a name, for the control API. */
  static Map<String, Fault> named() {
    Map<String, Fault> named = new LinkedHashMap<>();
    named.put("COMMIT_THEN_DROP", COMMIT_THEN_DROP);
    named.put("DROP", DROP);
    named.put("RATE_LIMIT", RATE_LIMIT);
    named.put("ERROR_500", ERROR_500);
    named.put("ERROR_502", ERROR_502);
    named.put("ERROR_503", ERROR_503);
    named.put("ERROR_504", ERROR_504);
    named.put("ERROR_505", ERROR_505);
    named.put("COMMIT_THEN_500", COMMIT_THEN_500);
    named.put("HTML_BODY", HTML_BODY);
    named.put("EMPTY_BODY", EMPTY_BODY);
    named.put("CAPITALS", CAPITALS);
    named.put("NO_FRAUD_STATUS", NO_FRAUD_STATUS);
    named.put("NO_EXPIRY_TIME", NO_EXPIRY_TIME);
    named.put("NUMERIC_STATUS_CODE", NUMERIC_STATUS_CODE);
    named.put("PAY_RACING_CANCEL", PAY_RACING_CANCEL);
    named.put("STUCK_PENDING", STUCK_PENDING);
    named.put("REFUND_406", REFUND_406);
    named.put("ORDER_ID_TAKEN", ORDER_ID_TAKEN);
    named.put("REFUND_WINDOW_418", REFUND_WINDOW_418);
    named.put("REFUND_BALANCE_414", REFUND_BALANCE_414);
    named.put("UNAUTHORIZED_401", UNAUTHORIZED_401);
    named.put("CHANNEL_402", CHANNEL_402);
    named.put("ACCOUNT_410", ACCOUNT_410);
    named.put("TOKEN_411", TOKEN_411);
    return named;
  }

  /** The fault of that name; DELAY and COMMIT_THEN_DELAY take the duration. */
  static Fault named(String name, Duration duration) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "DELAY" -> delay(duration);
      case "COMMIT_THEN_DELAY" -> commitThenDelay(duration);
      case String upper -> {
        Fault fault = named().get(upper);
        if (fault == null) {
          throw new IllegalArgumentException("no fault is called " + name);
        }
        yield fault;
      }
    };
  }
}
