package id.laris.simulator;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields that only the answer to a charge has: the QR string, the actions, the 3DS link. */
record ChargeLinks(String base) {

  void add(ObjectNode body, Transaction transaction) {
    String id = transaction.id.toString();
    switch (transaction.method()) {
      case QRIS_GOPAY, QRIS_SHOPEE -> {
        body.put("qr_string", transaction.qrString());
        action(body.putArray("actions"), "generate-qr-code", "GET", "/v2/qris/" + id + "/qr-code");
      }
      case GOPAY -> {
        ArrayNode actions = body.putArray("actions");
        action(actions, "generate-qr-code", "GET", "/v2/gopay/" + id + "/qr-code");
        action(actions, "deeplink-redirect", "GET", "/customer/" + id);
        action(actions, "get-status", "GET", "/v2/" + id + "/status");
        action(actions, "cancel", "POST", "/v2/" + id + "/cancel");
      }
      case SHOPEEPAY -> {
        body.put("channel_response_code", "0").put("channel_response_message", "success");
        action(body.putArray("actions"), "deeplink-redirect", "GET", "/customer/" + id);
      }
      case CARD -> {
        if (transaction.request.token() == CardToken.THREE_D_SECURE) {
          body.put("redirect_url", base + "/customer/" + id);
        }
      }
      default -> {}
    }
  }

  private void action(ArrayNode actions, String name, String method, String path) {
    actions.addObject().put("name", name).put("method", method).put("url", base + path);
  }
}
