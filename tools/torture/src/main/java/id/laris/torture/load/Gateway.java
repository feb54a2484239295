package id.laris.torture.load;

/** The customer's phone. */
@FunctionalInterface
public interface Gateway {

  /** Pays the payment with this order_id; nothing happens if it cannot be paid. */
  void pay(String gatewayOrderId);
}
