package id.laris.bench.read;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import id.laris.bench.load.Caller;
import id.laris.bench.load.Stopwatch;
import id.laris.bench.load.Stopwatch.CallFailedException;
import id.laris.client.LarisClient;
import id.laris.demo.Demo;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.GetOrderRequest;
import id.laris.pos.v1.GetProductRequest;
import id.laris.pos.v1.GetReceiptRequest;
import id.laris.pos.v1.GetStockLevelRequest;
import id.laris.pos.v1.InventoryServiceGrpc.InventoryServiceBlockingStub;
import id.laris.pos.v1.ListOrdersRequest;
import id.laris.pos.v1.ListProductsRequest;
import id.laris.pos.v1.ListVariantsRequest;
import id.laris.pos.v1.LookupVariantRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.Receipt;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import id.laris.pos.v1.SearchProductsRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The reads of tills and a back office, in the ratio in which they do: of a hundred reads 40 look
 * up what was scanned, 25 are of what a till shows beside it, 8 search, 15 are of one order or its
 * receipt, and 12 are lists. Pages are a screenful.
 */
public final class ReadMix implements Caller {

  /** The name of all of them together in the table. */
  public static final String ALL = "(all reads)";

  private static final int SCREENFUL = 20;
  private static final Duration DAY = Duration.ofDays(1);

  /** Words of the menu and of the merchandise: common ones, two together, a beginning, a typo. */
  private static final List<String> QUERIES =
      List.of(
          "kopi susu",
          "latte",
          "nasi goreng",
          "teh",
          "tumbler hitam",
          "kaos katun",
          "mug keramik",
          "botol stainless merah",
          "capuccino",
          "gelas kac",
          "arunika topi",
          "tas kanvas biru");

  private record Read(String name, int weight, Stopwatch.Call<? extends Message> call) {}

  private final LarisClient client;
  private final Demo demo;
  private final CatalogServiceBlockingStub catalog;
  private final SalesServiceBlockingStub sales;
  private final InventoryServiceBlockingStub inventory;

  /** Each as often as its weight says. */
  private final List<Read> hundred = new ArrayList<>();

  public ReadMix(LarisClient client, Demo demo) {
    this.client = client;
    this.demo = demo;
    this.catalog = client.catalog();
    this.sales = client.sales();
    this.inventory = client.inventory();
    for (Read read : reads()) {
      for (int i = 0; i < read.weight(); i++) {
        hundred.add(read);
      }
    }
  }

  private List<Read> reads() {
    return List.of(
        new Read("LookupVariant (barcode)", 26, this::lookupBarcode),
        new Read("LookupVariant (SKU)", 14, this::lookupSku),
        new Read("GetProduct", 14, this::getProduct),
        new Read("ListVariants (product)", 4, this::listVariants),
        new Read("GetStockLevel", 7, this::getStockLevel),
        new Read("SearchProducts", 8, this::search),
        new Read("GetOrder", 10, this::getOrder),
        new Read("GetReceipt", 5, this::getReceipt),
        new Read("ListProducts (category)", 3, this::listProducts),
        new Read("ListOrders (location, OPEN)", 4, this::openOrders),
        new Read("ListOrders (location, day)", 3, this::ordersOfDay),
        new Read("ListOrders (location, COMPLETED)", 2, this::completedOrders));
  }

  @Override
  public void once(Stopwatch stopwatch) throws CallFailedException {
    Read read = any(hundred);
    long start = System.nanoTime();
    var _ = stopwatch.time(read.name(), read.call());
    stopwatch.took(ALL, System.nanoTime() - start);
  }

  private Message lookupBarcode() {
    return catalog.lookupVariant(
        LookupVariantRequest.newBuilder().setBarcode(any(demo.barcodes())).build());
  }

  private Message lookupSku() {
    return catalog.lookupVariant(
        LookupVariantRequest.newBuilder().setSku(any(demo.skus())).build());
  }

  private Message getProduct() {
    return catalog.getProduct(
        GetProductRequest.newBuilder().setProductId(any(demo.productIds()).toString()).build());
  }

  private Message listVariants() {
    return catalog.listVariants(
        ListVariantsRequest.newBuilder().setProductId(any(demo.productIds()).toString()).build());
  }

  private Message getStockLevel() {
    return inventory.getStockLevel(
        GetStockLevelRequest.newBuilder()
            .setLocationId(any(demo.locations()).toString())
            .setVariantId(any(demo.stockedVariants()).toString())
            .build());
  }

  private Message search() {
    return catalog.searchProducts(
        SearchProductsRequest.newBuilder()
            .setQuery(any(QUERIES))
            .setPagination(screenful())
            .build());
  }

  private Message listProducts() {
    return catalog.listProducts(
        ListProductsRequest.newBuilder()
            .setCategoryId(any(demo.categories()).toString())
            .setPagination(screenful())
            .build());
  }

  private Message getOrder() {
    return sales.getOrder(
        GetOrderRequest.newBuilder().setOrderId(any(demo.orderIds()).toString()).build());
  }

  private Message getReceipt() {
    return sales.getReceipt(
        GetReceiptRequest.newBuilder()
            .setOrderId(any(demo.orderIds()).toString())
            .setFormat(Receipt.Format.TEXT)
            .build());
  }

  private Message openOrders() {
    return sales.listOrders(orders().setStatus(Order.Status.OPEN).build());
  }

  private Message completedOrders() {
    return sales.listOrders(orders().setStatus(Order.Status.COMPLETED).build());
  }

  private Message ordersOfDay() {
    long days = Duration.between(demo.from(), demo.to()).toDays();
    Instant from = demo.from().plus(DAY.multipliedBy(ThreadLocalRandom.current().nextLong(days)));
    return sales.listOrders(
        orders().setFrom(timestamp(from)).setTo(timestamp(from.plus(DAY))).build());
  }

  private ListOrdersRequest.Builder orders() {
    return ListOrdersRequest.newBuilder()
        .setLocationId(any(demo.locations()).toString())
        .setPagination(screenful());
  }

  private static PaginationRequest screenful() {
    return PaginationRequest.newBuilder().setPageSize(SCREENFUL).build();
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder().setSeconds(instant.getEpochSecond()).build();
  }

  private static <T> T any(List<T> things) {
    return things.get(ThreadLocalRandom.current().nextInt(things.size()));
  }

  @Override
  public void close() {
    client.close();
  }
}
