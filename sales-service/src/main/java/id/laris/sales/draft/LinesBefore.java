package id.laris.sales.draft;

import id.laris.sales.order.Order;
import id.laris.sales.order.OrderItem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The lines of an order that a change removed, and those whose quantity it changed.
 *
 * @param removed as they were
 * @param quantities the quantity before, by the id of the line
 */
record LinesBefore(List<OrderItem> removed, Map<UUID, Long> quantities) {

  /** The change is about other things. */
  static final LinesBefore SAME = new LinesBefore(List.of(), Map.of());

  /** Notes the lines of an order, and after the change returns those that it changed. */
  static final class Noted {

    private final List<OrderItem> items;
    private final Map<UUID, Long> quantities = new LinkedHashMap<>();

    Noted(Order order) {
      items = List.copyOf(order.items());
      items.forEach(item -> quantities.put(item.id(), item.quantity()));
    }

    LinesBefore than(Order order) {
      List<OrderItem> removed = items.stream().filter(item -> !order.hasItem(item.id())).toList();
      removed.forEach(item -> quantities.remove(item.id()));
      order.items().forEach(item -> quantities.remove(item.id(), item.quantity()));
      return new LinesBefore(removed, quantities);
    }
  }
}
