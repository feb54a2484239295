package id.laris.sales;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.QuoteItemsRequest;
import id.laris.pos.v1.QuoteItemsResponse;
import id.laris.pos.v1.QuoteProblem;
import id.laris.pos.v1.QuotedItem;
import id.laris.pos.v1.ServiceCharge;
import id.laris.pos.v1.TaxRule;
import io.grpc.Server;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * A catalog that sells whatever a test puts into it. Variants have random ids, so tests do not meet
 * each other here.
 */
final class FakeCatalog extends CatalogServiceGrpc.CatalogServiceImplBase implements AutoCloseable {

  static final String NAME = "fake-catalog";

  private final Map<String, QuotedItem> byVariant = new ConcurrentHashMap<>();
  private final Map<String, QuoteProblem> problems = new ConcurrentHashMap<>();
  private final Map<String, TaxRule> taxes = new ConcurrentHashMap<>();
  private final Map<String, ServiceCharge> charges = new ConcurrentHashMap<>();
  private final List<Runnable> beforeAnswers = new CopyOnWriteArrayList<>();
  private final Server server;

  FakeCatalog() throws IOException {
    server = InProcessServerBuilder.forName(NAME).addService(this).build().start();
  }

  /** Sells a new variant at this price in IDR, and returns its id. */
  String sell(String name, long price) {
    return sell(name, price, quoted -> quoted);
  }

  String sell(String name, long price, UnaryOperator<QuotedItem.Builder> more) {
    String variantId = UUID.randomUUID().toString();
    byVariant.put(
        variantId,
        more.apply(
                QuotedItem.newBuilder()
                    .setVariantId(variantId)
                    .setProductId(UUID.randomUUID().toString())
                    .setProductName(name)
                    .setVariantName("Regular")
                    .setSku("SKU-" + name)
                    .setUnitPrice(idr(price)))
            .build());
    return variantId;
  }

  void change(String variantId, UnaryOperator<QuotedItem.Builder> change) {
    byVariant.computeIfPresent(variantId, (id, quoted) -> change.apply(quoted.toBuilder()).build());
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

  /** Does something once, between the question and the answer. */
  void beforeNextAnswer(Runnable work) {
    beforeAnswers.add(work);
  }

  static Money idr(long amount) {
    return Money.newBuilder().setAmount(amount).setCurrency("IDR").build();
  }

  @Override
  public void quoteItems(QuoteItemsRequest request, StreamObserver<QuoteItemsResponse> observer) {
    if (!beforeAnswers.isEmpty()) {
      beforeAnswers.removeFirst().run();
    }
    QuoteItemsResponse.Builder response = QuoteItemsResponse.newBuilder();
    for (int i = 0; i < request.getItemsCount(); i++) {
      String variantId = request.getItems(i).getVariantId();
      QuotedItem quoted = byVariant.get(variantId);
      QuoteProblem problem = problems.get(variantId);
      if (quoted == null || problem != null) {
        response.addItems(QuotedItem.newBuilder().setVariantId(variantId));
        response.addProblems(
            (problem == null
                    ? QuoteProblem.newBuilder()
                        .setReason(Reason.NOT_FOUND.name())
                        .setMessage("There is no such variant.")
                    : problem.toBuilder())
                .setItemIndex(i));
        continue;
      }
      response.addItems(quoted);
      quoted.getTaxRuleIdsList().stream()
          .map(taxes::get)
          .filter(tax -> !response.getTaxRulesList().contains(tax))
          .forEach(response::addTaxRules);
      quoted.getServiceChargeIdsList().stream()
          .map(charges::get)
          .filter(charge -> !response.getServiceChargesList().contains(charge))
          .forEach(response::addServiceCharges);
    }
    observer.onNext(response.build());
    observer.onCompleted();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
