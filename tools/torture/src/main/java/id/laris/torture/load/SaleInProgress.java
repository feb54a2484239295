package id.laris.torture.load;

import com.google.protobuf.Message;
import id.laris.pos.v1.Order;
import id.laris.torture.history.Digest;
import id.laris.torture.history.Sale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A sale as its till knows it so far. */
final class SaleInProgress {

  private final RetryingClient client;
  private final String externalReference;
  private final Basket basket;
  private @Nullable Order order;
  private boolean certain = true;

  SaleInProgress(RetryingClient client, Basket basket) {
    this.client = client;
    this.externalReference = client.random().uuid().toString();
    this.basket = basket;
  }

  String externalReference() {
    return externalReference;
  }

  /** Accepts an answer. True where the sale can go on. */
  <A extends Message> boolean accept(Answer<A> answer, Function<A, Order> ofOrder) {
    if (!answer.done()) {
      certain &= !answer.unknown();
      return false;
    }
    Order told = ofOrder.apply(answer.get());
    if (told.getStatus() == Order.Status.COMPLETED && !isCompleted()) {
      client.recorder().saleCompleted();
    }
    order = told;
    return true;
  }

  /** The order may change without this till, as when the customer pays by phone. */
  void mayChange() {
    certain = false;
  }

  boolean certain() {
    return certain;
  }

  boolean isCompleted() {
    return order != null && order.getStatus() == Order.Status.COMPLETED;
  }

  /** Returns the order of the last answer. */
  Order order() {
    if (order == null) {
      throw new IllegalStateException("no order yet");
    }
    return order;
  }

  /** The till turns to the next customer. */
  void end() {
    client
        .recorder()
        .sale(
            new Sale(
                client.tenant(),
                externalReference,
                basket.location(),
                basket.customer(),
                basket.goods(),
                acknowledged(),
                certain));
  }

  private Sale.@Nullable Acknowledged acknowledged() {
    if (order == null) {
      return null;
    }
    return new Sale.Acknowledged(
        order.getId(),
        order.getStatus().name(),
        order.getTotal().getAmount(),
        order.getReceiptNumber(),
        Digest.ofClosed(order));
  }
}
