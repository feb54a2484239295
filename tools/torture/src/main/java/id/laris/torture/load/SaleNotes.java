package id.laris.torture.load;

import com.google.protobuf.Message;
import id.laris.pos.v1.Order;
import id.laris.torture.history.Digest;
import id.laris.torture.history.Sale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a till knows of the sale that it is making. */
final class SaleNotes {

  private final Line line;
  private final String wish;
  private final Basket basket;
  private @Nullable Order order;
  private boolean certain = true;

  SaleNotes(Line line, Basket basket) {
    this.line = line;
    this.wish = line.dice().uuid().toString();
    this.basket = basket;
  }

  String wish() {
    return wish;
  }

  /** Takes note of an answer. True where the sale can go on. */
  <A extends Message> boolean heard(Answer<A> answer, Function<A, Order> ofOrder) {
    if (!answer.done()) {
      certain &= !answer.unknown();
      return false;
    }
    Order told = ofOrder.apply(answer.get());
    if (told.getStatus() == Order.Status.COMPLETED && !isCompleted()) {
      line.recorder().saleCompleted();
    }
    order = told;
    return true;
  }

  /** Others may do something to the order, such as the customer with a phone. */
  void mayChange() {
    certain = false;
  }

  boolean certain() {
    return certain;
  }

  boolean isCompleted() {
    return order != null && order.getStatus() == Order.Status.COMPLETED;
  }

  /** The order as the till was told last. */
  Order order() {
    if (order == null) {
      throw new IllegalStateException("no order yet");
    }
    return order;
  }

  /** The till turns to the next customer. */
  void end() {
    line.recorder()
        .sale(
            new Sale(
                line.tenant(), wish, basket.location(), basket.goods(), acknowledged(), certain));
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
