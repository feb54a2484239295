package id.laris.torture.history;

import java.util.List;

/** The requests and answers of a run: all that the checks know beside the state of the system. */
public record History(
    List<String> tenants,
    List<Call> calls,
    List<Sale> sales,
    List<StockStep> stockSteps,
    List<Price> prices,
    List<SeenEvent> events,
    CustomerHistory customers,
    List<DrawerStep> drawerSteps) {

  public History {
    tenants = List.copyOf(tenants);
    calls = List.copyOf(calls);
    sales = List.copyOf(sales);
    stockSteps = List.copyOf(stockSteps);
    prices = List.copyOf(prices);
    events = List.copyOf(events);
    drawerSteps = List.copyOf(drawerSteps);
  }
}
