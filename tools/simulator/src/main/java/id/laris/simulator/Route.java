package id.laris.simulator;

import org.jspecify.annotations.Nullable;

/**
 * The call that a path stands for.
 *
 * @param id an order_id or a transaction_id; empty where the body names it
 * @param online whether a refund goes to the provider at once
 */
record Route(Operation operation, String method, String id, boolean online) {
  private static final String PREFIX = "/v2/";

  static @Nullable Route of(String path) {
    if (!path.startsWith(PREFIX)) {
      return null;
    }
    String rest = path.substring(PREFIX.length());
    int slash = rest.indexOf('/');
    if (slash < 0) {
      return switch (rest) {
        case "charge" -> new Route(Operation.CHARGE, "POST", "", false);
        case "capture" -> new Route(Operation.CAPTURE, "POST", "", false);
        default -> null;
      };
    }
    String id = rest.substring(0, slash);
    return switch (rest.substring(slash + 1)) {
      case "status" -> new Route(Operation.STATUS, "GET", id, false);
      case "cancel" -> new Route(Operation.CANCEL, "POST", id, false);
      case "expire" -> new Route(Operation.EXPIRE, "POST", id, false);
      case "refund" -> new Route(Operation.REFUND, "POST", id, false);
      case "refund/online/direct" -> new Route(Operation.REFUND, "POST", id, true);
      default -> null;
    };
  }
}
