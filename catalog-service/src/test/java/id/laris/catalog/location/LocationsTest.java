package id.laris.catalog.location;

import static id.laris.catalog.CatalogClient.variantOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import id.laris.catalog.CatalogClient;
import id.laris.catalog.CatalogTest;
import id.laris.catalog.FakeInventory;
import id.laris.common.db.Recent;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.BatchGetLocationsRequest;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.CreateServiceChargeRequest;
import id.laris.pos.v1.CreateTaxRuleRequest;
import id.laris.pos.v1.ListPricesRequest;
import id.laris.pos.v1.ListServiceChargesRequest;
import id.laris.pos.v1.ListTaxRulesRequest;
import id.laris.pos.v1.ServiceCharge;
import id.laris.pos.v1.SetPriceRequest;
import id.laris.pos.v1.TaxRule;
import id.laris.pos.v1.UpdateServiceChargeRequest;
import id.laris.pos.v1.UpdateTaxRuleRequest;
import id.laris.pos.v1.Variant;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Refusal;
import id.laris.testkit.SqlStatements;
import id.laris.testkit.TestCalls;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CatalogTest
class LocationsTest {

  private static final FieldMask LOCATIONS =
      FieldMask.newBuilder().addPaths("location_ids").build();

  @Autowired TestCalls calls;
  @Autowired FakeInventory inventory;
  @Autowired FakeClock clock;
  @Autowired SqlStatements statements;

  private UUID tenantId;
  private CatalogServiceBlockingStub catalog;
  private Variant variant;
  private TaxRule rule;
  private ServiceCharge charge;

  @BeforeEach
  void newTenantWithOneOfEach() {
    tenantId = UUID.randomUUID();
    CatalogClient client = new CatalogClient(calls.as(tenantId));
    catalog = client.stub();
    variant = client.createVariant(variantOf(client.createProduct("Kopi"), "L"));
    rule = catalog.createTaxRule(tax().build()).getTaxRule();
    charge = catalog.createServiceCharge(service().build()).getServiceCharge();
  }

  @Test
  void nothingNamesALocationThatDoesNotExist() {
    String known = UUID.randomUUID().toString();
    String unknown = inventory.unknownLocation();

    for (ThrowingCallable call : callsThatName(known, unknown)) {
      Refusal.of(call)
          .has(Reason.LOCATION_NOT_FOUND)
          .with("resource", "location")
          .with("id", unknown);
    }
    assertThatNothingIsStored();
  }

  @Test
  void nothingIsStoredWhileTheInventoryIsOutOfReach() {
    String location = UUID.randomUUID().toString();
    inventory.stopAnsweringFor(location);

    Refusal.of(callsThatName(location).getFirst()).has(Reason.UNAVAILABLE);
    assertThatNothingIsStored();
  }

  @Test
  void aRepeatedCallGetsItsAnswerWhateverHasBecomeOfTheLocation() {
    CatalogServiceBlockingStub once =
        CatalogServiceGrpc.newBlockingStub(calls.as(tenantId, UUID.randomUUID()));
    CreateTaxRuleRequest request = tax().addLocationIds(UUID.randomUUID().toString()).build();

    TaxRule created = once.createTaxRule(request).getTaxRule();
    close(request.getLocationIds(0));

    assertThat(once.createTaxRule(request).getTaxRule()).isEqualTo(created);
  }

  @Test
  void aCallThatIsRefusedLooksForItsAnswerOnce() {
    CatalogServiceBlockingStub keyed =
        CatalogServiceGrpc.newBlockingStub(calls.as(tenantId, UUID.randomUUID()));
    CreateTaxRuleRequest request = tax().addCategoryIds(UUID.randomUUID().toString()).build();

    List<String> executed =
        statements.during(
            () -> Refusal.of(() -> keyed.createTaxRule(request)).has(Reason.CATEGORY_NOT_FOUND));

    assertThat(executed).filteredOn(sql -> sql.contains("idempotency_key")).hasSize(1);
  }

  @Test
  void aRepeatedCreateAsksForNoLocationAgain() {
    String location = UUID.randomUUID().toString();
    String id = UUID.randomUUID().toString();
    SetPriceRequest price = price(location).build();
    List<Supplier<Message>> creates =
        List.of(
            () -> catalog.createTaxRule(tax().setId(id).addLocationIds(location).build()),
            () -> catalog.createServiceCharge(service().setId(id).addLocationIds(location).build()),
            () -> catalog.setPrice(price.toBuilder().setId(id).build()),
            () -> catalog.setPrice(price));
    List<Message> created = creates.stream().map(Supplier::get).toList();
    close(location);
    int asked = inventory.questionsForLocation(location).size();

    assertThat(creates.stream().map(Supplier::get)).containsExactlyElementsOf(created);
    assertThat(inventory.questionsForLocation(location)).hasSize(asked);
    Refusal.of(() -> catalog.setPrice(price.toBuilder().setAmount(200).build()))
        .has(Reason.LOCATION_NOT_FOUND);
    Refusal.of(
            () ->
                catalog.createTaxRule(
                    tax().setId(id).setName("Other").addLocationIds(location).build()))
        .has(Reason.ALREADY_EXISTS);
  }

  @Test
  void anUpdateLooksOnlyAtLocationsThatItAdds() {
    String closed = UUID.randomUUID().toString();
    String open = UUID.randomUUID().toString();
    TaxRule ofClosed = catalog.createTaxRule(tax().addLocationIds(closed).build()).getTaxRule();
    close(closed);

    TaxRule ofBoth = update(ofClosed.toBuilder().addLocationIds(open));

    assertThat(ofBoth.getLocationIdsList()).containsExactly(closed, open);
    assertThat(inventory.questionsForLocation(closed)).hasSize(1);
    Refusal.of(() -> update(ofBoth.toBuilder().addLocationIds(inventory.unknownLocation())))
        .has(Reason.LOCATION_NOT_FOUND);
    TaxRule ofOpen = update(ofBoth.toBuilder().clearLocationIds().addLocationIds(open));
    Refusal.of(() -> update(ofOpen.toBuilder().addLocationIds(closed)))
        .has(Reason.LOCATION_NOT_FOUND);
  }

  @Test
  void manyLocationsAreAskedForAtOnce() {
    List<String> locations =
        Stream.generate(() -> UUID.randomUUID().toString()).limit(200).toList();

    catalog.createTaxRule(tax().addAllLocationIds(locations).build());

    assertThat(inventory.questionsForLocation(locations.getLast()))
        .singleElement()
        .extracting(BatchGetLocationsRequest::getLocationIdsList)
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .containsExactlyInAnyOrderElementsOf(locations);
  }

  /** Deletes a location, after the time for which answers about it are kept. */
  private void close(String location) {
    inventory.closeLocation(location);
    clock.advance(Recent.FRESH.plusSeconds(1));
  }

  private TaxRule update(TaxRule.Builder wanted) {
    return catalog
        .updateTaxRule(
            UpdateTaxRuleRequest.newBuilder().setTaxRule(wanted).setUpdateMask(LOCATIONS).build())
        .getTaxRule();
  }

  /** Everything that stores the ids of locations. */
  private List<ThrowingCallable> callsThatName(String... locations) {
    List<String> ids = List.of(locations);
    return List.of(
        () -> catalog.setPrice(price(ids.getLast()).build()),
        () -> catalog.createTaxRule(tax().addAllLocationIds(ids).build()),
        () ->
            catalog.updateTaxRule(
                UpdateTaxRuleRequest.newBuilder()
                    .setTaxRule(rule.toBuilder().addAllLocationIds(ids))
                    .setUpdateMask(LOCATIONS)
                    .build()),
        () -> catalog.createServiceCharge(service().addAllLocationIds(ids).build()),
        () ->
            catalog.updateServiceCharge(
                UpdateServiceChargeRequest.newBuilder()
                    .setServiceCharge(charge.toBuilder().addAllLocationIds(ids))
                    .setUpdateMask(LOCATIONS)
                    .build()));
  }

  private void assertThatNothingIsStored() {
    assertThat(catalog.listPrices(ListPricesRequest.getDefaultInstance()).getPricesList())
        .isEmpty();
    assertThat(catalog.listTaxRules(ListTaxRulesRequest.getDefaultInstance()).getTaxRulesList())
        .containsExactly(rule);
    assertThat(
            catalog
                .listServiceCharges(ListServiceChargesRequest.getDefaultInstance())
                .getServiceChargesList())
        .containsExactly(charge);
  }

  private SetPriceRequest.Builder price(String location) {
    return SetPriceRequest.newBuilder()
        .setVariantId(variant.getId())
        .setAmount(100)
        .setCurrency("IDR")
        .setLocationId(location);
  }

  private static CreateTaxRuleRequest.Builder tax() {
    return CreateTaxRuleRequest.newBuilder().setName("PPN").setRatePpm(110_000);
  }

  private static CreateServiceChargeRequest.Builder service() {
    return CreateServiceChargeRequest.newBuilder().setName("Service").setRatePpm(50_000);
  }
}
