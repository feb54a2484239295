package id.laris.sales;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.QuoteItemsRequest;
import id.laris.pos.v1.QuoteItemsResponse;
import id.laris.pos.v1.QuoteProblem;
import id.laris.pos.v1.QuotedItem;
import id.laris.pos.v1.ServiceCharge;
import id.laris.pos.v1.StockLine;
import id.laris.pos.v1.TaxRule;
import io.grpc.Server;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A catalog that sells whatever a test puts into it. Variants have random ids, so tests do not meet
 * each other here.
 */
final class FakeCatalog extends CatalogServiceGrpc.CatalogServiceImplBase implements AutoCloseable {

  static final String NAME = "fake-catalog";

  private final Map<String, QuotedItem> byVariant = new ConcurrentHashMap<>();
  private final Map<String, Label> labels = new ConcurrentHashMap<>();
  private final Map<String, QuoteProblem> problems = new ConcurrentHashMap<>();
  private final Map<String, TaxRule> taxes = new ConcurrentHashMap<>();
  private final Map<String, ServiceCharge> charges = new ConcurrentHashMap<>();
  private final Queue<Runnable> beforeAnswers = new ConcurrentLinkedQueue<>();
  private final AtomicInteger questions = new AtomicInteger();
  private final Server server;

  private record Label(String variantId, UnaryOperator<QuotedItem.Builder> carries) {}

  FakeCatalog() throws IOException {
    server = InProcessServerBuilder.forName(NAME).addService(this).build().start();
  }

  /** Sells a new variant at this price in IDR, and returns its id. */
  String sell(String name, long price) {
    return sell(name, price, quoted -> quoted);
  }

  /** Sells a new variant whose stock is counted, one for one. */
  String sellFromStock(String name, long price) {
    String stocked = UUID.randomUUID().toString();
    return sell(name, price, sold -> sold.setVariantId(stocked).addStockUses(uses(stocked, 1)));
  }

  /** The stock that one piece takes, for {@link #sell}. */
  static StockLine uses(String variantId, long quantity) {
    return StockLine.newBuilder().setVariantId(variantId).setQuantity(quantity).build();
  }

  String sell(String name, long price, UnaryOperator<QuotedItem.Builder> more) {
    QuotedItem sold =
        more.apply(
                QuotedItem.newBuilder()
                    .setVariantId(UUID.randomUUID().toString())
                    .setProductId(UUID.randomUUID().toString())
                    .setProductName(name)
                    .setVariantName("Regular")
                    .setSku("SKU-" + name)
                    .setUnitPrice(idr(price)))
            .build();
    byVariant.put(sold.getVariantId(), sold);
    return sold.getVariantId();
  }

  /** Reads a label of a scale as the variant, with what it carries. */
  void label(String barcode, String variantId, UnaryOperator<QuotedItem.Builder> carries) {
    labels.put(barcode, new Label(variantId, carries));
  }

  void change(String variantId, UnaryOperator<QuotedItem.Builder> change) {
    byVariant.computeIfPresent(variantId, (id, quoted) -> change.apply(quoted.toBuilder()).build());
  }

  void changeTax(String id, UnaryOperator<TaxRule.Builder> change) {
    taxes.computeIfPresent(id, (same, tax) -> change.apply(tax.toBuilder()).build());
  }

  void stopSelling(String variantId, Reason reason) {
    problems.put(
        variantId,
        QuoteProblem.newBuilder()
            .setReason(reason.name())
            .setVariantId(variantId)
            .setMessage("cannot be sold")
            .build());
  }

  String tax(UnaryOperator<TaxRule.Builder> tax) {
    String id = UUID.randomUUID().toString();
    taxes.put(id, tax.apply(TaxRule.newBuilder().setId(id).setName("Tax")).build());
    return id;
  }

  String charge(UnaryOperator<ServiceCharge.Builder> charge) {
    String id = UUID.randomUUID().toString();
    charges.put(id, charge.apply(ServiceCharge.newBuilder().setId(id).setName("Service")).build());
    return id;
  }

  /** A modifier for {@link #sell} to offer. */
  static QuotedItem.Modifier modifier(String name, long priceDelta) {
    return QuotedItem.Modifier.newBuilder()
        .setModifierId(UUID.randomUUID().toString())
        .setName(name)
        .setPriceDelta(idr(priceDelta))
        .build();
  }

  /** Does something once, between the question and the answer. */
  void beforeNextAnswer(Runnable work) {
    beforeAnswers.add(work);
  }

  static Money idr(long amount) {
    return Money.newBuilder().setAmount(amount).setCurrency("IDR").build();
  }

  /** The number of its calls. */
  int questions() {
    return questions.get();
  }

  @Override
  public void quoteItems(QuoteItemsRequest request, StreamObserver<QuoteItemsResponse> observer) {
    questions.incrementAndGet();
    Runnable before = beforeAnswers.poll();
    if (before != null) {
      before.run();
    }
    QuoteItemsResponse.Builder response = QuoteItemsResponse.newBuilder();
    Set<String> named = new HashSet<>();
    for (int i = 0; i < request.getItemsCount(); i++) {
      QuoteItemsRequest.Item item = request.getItems(i);
      QuotedItem sold = find(item);
      QuoteProblem.Builder problem = problem(item, sold);
      if (sold == null || problem != null) {
        response.addItems(QuotedItem.newBuilder().setVariantId(item.getVariantId()));
        response.addProblems(
            (problem == null ? QuoteProblem.newBuilder() : problem).setItemIndex(i));
        continue;
      }
      response.addItems(chosen(sold, item));
      sold.getTaxRuleIdsList().stream()
          .filter(named::add)
          .forEach(id -> response.addTaxRules(taxes.get(id)));
      sold.getServiceChargeIdsList().stream()
          .filter(named::add)
          .forEach(id -> response.addServiceCharges(charges.get(id)));
    }
    observer.onNext(response.build());
    observer.onCompleted();
  }

  private @Nullable QuotedItem find(QuoteItemsRequest.Item item) {
    if (!item.getLabelBarcode().isEmpty()) {
      Label label = labels.get(item.getLabelBarcode());
      QuotedItem labelled = label == null ? null : byVariant.get(label.variantId());
      return label == null || labelled == null
          ? null
          : label.carries().apply(labelled.toBuilder()).build();
    }
    return item.getVariantId().isEmpty()
        ? byVariant.values().stream()
            .filter(sold -> sold.getProductId().equals(item.getProductId()))
            .findFirst()
            .orElse(null)
        : byVariant.get(item.getVariantId());
  }

  private QuoteProblem.@Nullable Builder problem(
      QuoteItemsRequest.Item item, @Nullable QuotedItem sold) {
    if (sold == null && !item.getLabelBarcode().isEmpty()) {
      return QuoteProblem.newBuilder()
          .setReason(Reason.VALIDATION_FAILED.name())
          .setField("label_barcode")
          .setMessage("It is not a label.");
    }
    if (sold == null) {
      return QuoteProblem.newBuilder()
          .setReason(Reason.NOT_FOUND.name())
          .setMessage("There is no such variant.");
    }
    QuoteProblem known = problems.get(sold.getVariantId());
    if (known != null) {
      return known.toBuilder();
    }
    List<String> offered =
        sold.getModifiersList().stream().map(QuotedItem.Modifier::getModifierId).toList();
    return offered.containsAll(item.getModifierIdsList())
        ? null
        : QuoteProblem.newBuilder()
            .setReason(Reason.MODIFIER_SELECTION_INVALID.name())
            .setField("modifier_ids")
            .setMessage("There is no such modifier.");
  }

  /** Adds the requested modifiers that the variant offers, and the stock of all pieces. */
  private static QuotedItem chosen(QuotedItem sold, QuoteItemsRequest.Item item) {
    return sold.toBuilder()
        .clearModifiers()
        .addAllModifiers(
            sold.getModifiersList().stream()
                .filter(modifier -> item.getModifierIdsList().contains(modifier.getModifierId()))
                .toList())
        .clearStockUses()
        .addAllStockUses(
            sold.getStockUsesList().stream()
                .map(one -> one.toBuilder().setQuantity(one.getQuantity() * item.getQuantity()))
                .map(StockLine.Builder::build)
                .toList())
        .build();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
