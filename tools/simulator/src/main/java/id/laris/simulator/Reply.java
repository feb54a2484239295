package id.laris.simulator;

import java.util.List;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer to a call.
 *
 * @param httpStatus 0 stands for no answer: the connection is closed
 */
record Reply(int httpStatus, String contentType, String body, boolean successful) {
  static final String JSON = "application/json";
  static final String HTML = "text/html; charset=utf-8";
  static final JsonMapper MAPPER = JsonMapper.builder().build();
  static final String WRONG_KEY =
      "Unknown Merchant server_key/id: the access key of this call is not one of a merchant.";
  static final String ORDER_ID_TAKEN =
      "The request could not be completed: order_id has already been utilized.";

  static final Reply NONE = new Reply(0, JSON, "", false);

  static final Reply IN_FLIGHT =
      new Reply(
          202,
          JSON,
          business("202", "A request with this Idempotency-Key is being processed.").body(),
          false);

  static Reply success(ObjectNode body) {
    return new Reply(200, JSON, body.toString(), true);
  }

  /** Done, but not what an Idempotency-Key remembers, such as a denied charge. */
  static Reply outcome(ObjectNode body) {
    return new Reply(200, JSON, body.toString(), false);
  }

  /** A business refusal: HTTP 200 with the code in the body. */
  static Reply business(String statusCode, String message) {
    return new Reply(200, JSON, error(statusCode, message).toString(), false);
  }

  /** A refusal whose code is the HTTP code too. */
  static Reply http(int httpStatus, String message) {
    return new Reply(
        httpStatus, JSON, error(String.valueOf(httpStatus), message).toString(), false);
  }

  static Reply invalid(List<String> messages) {
    ObjectNode body = error("400", "One or more parameters in the payload is invalid.");
    ArrayNode array = body.putArray("validation_messages");
    messages.forEach(array::add);
    return new Reply(400, JSON, body.toString(), false);
  }

  static Reply notFound() {
    return business("404", "Transaction doesn't exist.");
  }

  static Reply cannotChange() {
    return business("412", "Transaction status cannot be updated.");
  }

  /** An error page as proxies have it. */
  static String page(String title) {
    return "<html><head><title>%1$s</title></head><body><h1>%1$s</h1></body></html>"
        .formatted(title);
  }

  private static ObjectNode error(String statusCode, String message) {
    return MAPPER
        .createObjectNode()
        .put("status_code", statusCode)
        .put("status_message", message)
        .put("id", UUID.randomUUID().toString());
  }
}
