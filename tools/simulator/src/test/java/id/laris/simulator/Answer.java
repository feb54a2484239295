package id.laris.simulator;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/** The answer of a call. */
record Answer(int httpStatus, String text, HttpHeaders headers) {

  JsonNode json() {
    return Reply.MAPPER.readTree(text);
  }

  String get(String field) {
    return json().path(field).asString("absent");
  }

  /** The status_code of the body. */
  String code() {
    return get("status_code");
  }

  String status() {
    return get("transaction_status");
  }

  String id() {
    return get("transaction_id");
  }
}
