package id.laris.bench.scenario;

import id.laris.bench.load.Caller;
import id.laris.bench.load.Stopwatch;
import id.laris.bench.load.Stopwatch.CallFailedException;
import id.laris.client.LarisClient;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.ImportProductsRequest;
import id.laris.pos.v1.ImportProductsRequest.Row;
import id.laris.pos.v1.Money;
import java.util.UUID;

/** Imports products into a tenant that has none, and then the same file again. */
final class Imports {

  private static final int ROWS = 1_000;
  private static final int CATEGORIES = 30;
  private static final long PRICE_STEP = 100_000;

  private final LarisClient client;
  private final ImportProductsRequest rows = rows();

  private Imports(LarisClient client) {
    this.client = client;
  }

  static Caller open(String target) {
    LarisClient client = LarisClient.to(target);
    return Caller.of(client::close, new Imports(client)::once);
  }

  private void once(Stopwatch stopwatch) throws CallFailedException {
    CatalogServiceBlockingStub catalog = client.as(UUID.randomUUID()).withKeys().catalog();
    stopwatch.call("ImportProducts (1,000 new)", () -> Shop.imported(catalog, rows));
    stopwatch.call("ImportProducts (1,000 the same)", () -> Shop.imported(catalog, rows));
  }

  private static ImportProductsRequest rows() {
    ImportProductsRequest.Builder rows = ImportProductsRequest.newBuilder();
    for (int number = 1; number <= ROWS; number++) {
      rows.addRows(
          Row.newBuilder()
              .setSku("IMPORT-" + number)
              .setName("Imported product " + number)
              .setCategory("Imported/Kind " + number % CATEGORIES)
              .setBarcode("8990000" + number)
              .setPrice(
                  Money.newBuilder().setAmount(number * PRICE_STEP).setCurrency(Shop.CURRENCY)));
    }
    return rows.build();
  }
}
