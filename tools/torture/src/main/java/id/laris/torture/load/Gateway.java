package id.laris.torture.load;

/** The customer's phone. */
@FunctionalInterface
public interface Gateway {

  /** Pays what the gateway knows under this order_id; nothing happens where it cannot be paid. */
  void pay(String gatewayOrderId);
}
