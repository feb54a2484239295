package id.laris.bench.scenario;

import static id.laris.bench.scenario.Assortment.any;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import id.laris.bench.load.Caller;
import id.laris.bench.load.Stopwatch;
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
import id.laris.pos.v1.Order.Status;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.Receipt;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import id.laris.pos.v1.SearchProductsRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The reads of tills and a back office, in the ratio in which they do: of a hundred reads 40 look
 * up what was scanned, 25 are of what a till shows beside it, 8 search, 15 are of one order or its
 * receipt, and 12 are lists. Pages are a screenful.
 */
public final class ReadMix {

  /** The name of all of them together in the table. */
  public static final String ALL = "(all reads)";

  private static final PaginationRequest SCREENFUL =
      PaginationRequest.newBuilder().setPageSize(20).build();

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

  private record Read(String name, Stopwatch.Call<? extends Message> call) {}

  private final Demo demo;
  private final CatalogServiceBlockingStub catalog;
  private final SalesServiceBlockingStub sales;
  private final InventoryServiceBlockingStub inventory;

  private ReadMix(LarisClient client, Demo demo) {
    this.demo = demo;
    this.catalog = client.catalog();
    this.sales = client.sales();
    this.inventory = client.inventory();
  }

  /** Readers with a connection of their own. */
  static Caller.Opening readers(String target, Demo demo) {
    return () -> {
      LarisClient client = LarisClient.to(target).as(demo.tenant());
      List<Read> hundred = new ReadMix(client, demo).hundred();
      return Caller.of(
          client::close,
          stopwatch -> {
            Read read = any(hundred);
            long start = System.nanoTime();
            stopwatch.call(read.name(), read.call());
            stopwatch.took(ALL, System.nanoTime() - start);
          });
    };
  }

  private List<Read> hundred() {
    return Stream.of(
            times(26, "LookupVariant (barcode)", lookup(of -> of.setBarcode(any(demo.barcodes())))),
            times(14, "LookupVariant (SKU)", lookup(of -> of.setSku(any(demo.skus())))),
            times(14, "GetProduct", this::getProduct),
            times(4, "ListVariants (product)", this::listVariants),
            times(7, "GetStockLevel", this::getStockLevel),
            times(8, "SearchProducts", this::search),
            times(10, "GetOrder", this::getOrder),
            times(5, "GetReceipt", this::getReceipt),
            times(3, "ListProducts (category)", this::listProducts),
            times(4, "ListOrders (location, OPEN)", orders(of -> of.setStatus(Status.OPEN))),
            times(3, "ListOrders (location, day)", orders(this::ofOneDay)),
            times(
                2,
                "ListOrders (location, COMPLETED)",
                orders(of -> of.setStatus(Status.COMPLETED))))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Read> times(int weight, String name, Stopwatch.Call<? extends Message> call) {
    return Collections.nCopies(weight, new Read(name, call));
  }

  private Stopwatch.Call<Message> lookup(UnaryOperator<LookupVariantRequest.Builder> code) {
    return () -> catalog.lookupVariant(code.apply(LookupVariantRequest.newBuilder()).build());
  }

  private Stopwatch.Call<Message> orders(UnaryOperator<ListOrdersRequest.Builder> filter) {
    return () ->
        sales.listOrders(
            filter
                .apply(ListOrdersRequest.newBuilder().setPagination(SCREENFUL))
                .setLocationId(any(demo.locations()).toString())
                .build());
  }

  private ListOrdersRequest.Builder ofOneDay(ListOrdersRequest.Builder orders) {
    long days = Duration.between(demo.from(), demo.to()).toDays();
    Instant from = demo.from().plus(DAY.multipliedBy(ThreadLocalRandom.current().nextLong(days)));
    return orders.setFrom(timestamp(from)).setTo(timestamp(from.plus(DAY)));
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder().setSeconds(instant.getEpochSecond()).build();
  }

  private Message getProduct() {
    return catalog.getProduct(GetProductRequest.newBuilder().setProductId(anyProduct()).build());
  }

  private Message listVariants() {
    return catalog.listVariants(
        ListVariantsRequest.newBuilder().setProductId(anyProduct()).build());
  }

  private String anyProduct() {
    return any(demo.productIds()).toString();
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
        SearchProductsRequest.newBuilder().setQuery(any(QUERIES)).setPagination(SCREENFUL).build());
  }

  private Message listProducts() {
    return catalog.listProducts(
        ListProductsRequest.newBuilder()
            .setCategoryId(any(demo.categories()).toString())
            .setPagination(SCREENFUL)
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
}
