package id.laris.bench.stock;

import id.laris.bench.load.Caller;
import id.laris.bench.load.RoundOfReads;
import id.laris.bench.load.RoundOfReads.Read;
import id.laris.bench.shop.Connection;
import id.laris.pos.v1.GetInventoryValueRequest;
import id.laris.pos.v1.InventoryValue.Method;
import java.util.List;

/**
 * Adds up what the goods of a location have cost, by each method. That looks at all of them, so it
 * does not run beside the lists: they would wait for it.
 */
public final class StockValues {

  private StockValues() {}

  public static Caller open(Connection connection, Books books) {
    return new RoundOfReads(
        connection,
        List.of(
            value("average", Method.AVERAGE, connection, books),
            value("FIFO", Method.FIFO, connection, books)));
  }

  private static Read value(String name, Method method, Connection connection, Books books) {
    return new Read(
        "GetInventoryValue (" + name + ")",
        () ->
            connection
                .inventory()
                .getInventoryValue(
                    GetInventoryValueRequest.newBuilder()
                        .setLocationId(books.anyLocation())
                        .setMethod(method)
                        .build()));
  }
}
