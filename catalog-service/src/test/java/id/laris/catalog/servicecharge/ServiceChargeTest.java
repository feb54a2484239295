package id.laris.catalog.servicecharge;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import id.laris.catalog.CatalogFixture;
import id.laris.catalog.CatalogTest;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.CreateCategoryRequest;
import id.laris.pos.v1.CreateServiceChargeRequest;
import id.laris.pos.v1.DeleteCategoryRequest;
import id.laris.pos.v1.DeleteServiceChargeRequest;
import id.laris.pos.v1.GetServiceChargeRequest;
import id.laris.pos.v1.ListServiceChargesRequest;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.ServiceCharge;
import id.laris.pos.v1.UpdateServiceChargeRequest;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

@CatalogTest
class ServiceChargeTest {

  @Autowired TestCalls calls;
  @Autowired JdbcClient jdbc;
  @Autowired PlatformTransactionManager transactions;

  private CatalogServiceBlockingStub catalog;
  private CatalogFixture fixture;

  @BeforeEach
  void newTenant() {
    UUID tenantId = UUID.randomUUID();
    catalog = CatalogServiceGrpc.newBlockingStub(calls.as(tenantId));
    fixture = new CatalogFixture(jdbc, transactions, tenantId);
  }

  @Test
  void aChargeIsThereOnceItIsMade() {
    String productId = fixture.product("Coffee").toString();
    String categoryId = category();
    String locationId = UUID.randomUUID().toString();

    ServiceCharge made =
        create(
            charge()
                .setInclusive(true)
                .setTaxable(true)
                .addOrderTypes(Order.Type.DINE_IN)
                .addCategoryIds(categoryId)
                .addProductIds(productId)
                .addLocationIds(locationId));

    assertThat(get(made.getId())).isEqualTo(made);
    assertThat(made)
        .isEqualTo(
            ServiceCharge.newBuilder()
                .setId(made.getId())
                .setName("Service")
                .setRatePpm(50_000)
                .setInclusive(true)
                .setTaxable(true)
                .addOrderTypes(Order.Type.DINE_IN)
                .addCategoryIds(categoryId)
                .addProductIds(productId)
                .addLocationIds(locationId)
                .setActive(true)
                .setCreatedAt(made.getCreatedAt())
                .setUpdatedAt(made.getUpdatedAt())
                .build());
    assertThat(list(false)).containsExactly(made);
  }

  @Test
  void aChargeMayBeAnAmountForEachOrder() {
    ServiceCharge made = create(charge().setAmount(Protos.money(0, "IDR")));

    assertThat(made.getAmount()).isEqualTo(Protos.money(0, "IDR"));
    assertThat(get(made.getId())).isEqualTo(made);
  }

  @Test
  void theSameIdAndContentAreStoredOnce() {
    CreateServiceChargeRequest.Builder request = charge().setId(UUID.randomUUID().toString());
    CreateServiceChargeRequest once = request.build();

    var outcomes = Parallel.times(10, i -> catalog.createServiceCharge(once).getServiceCharge());

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(Parallel.successes(outcomes)).containsOnly(list(true).getFirst());
    Refusal.of(() -> create(request.setRatePpm(120_000))).has(Reason.ALREADY_EXISTS);
  }

  @Test
  void refusesAMeasureThatIsNone() {
    Refusal.of(() -> create(charge().clearMeasure()))
        .has(Reason.VALIDATION_FAILED)
        .naming("measure");
    Refusal.of(() -> create(charge().setRatePpm(-1))).has(Reason.VALIDATION_FAILED);
    for (Money amount :
        List.of(Protos.money(-1, "IDR"), Protos.money(1_000_000_000_000_001L, "IDR"))) {
      Refusal.of(() -> create(charge().setAmount(amount)))
          .has(Reason.VALIDATION_FAILED)
          .naming("amount.amount");
    }
    Refusal.of(() -> create(charge().setAmount(Protos.money(1, "RP"))))
        .has(Reason.VALIDATION_FAILED)
        .naming("amount.currency");
    assertThat(list(true)).isEmpty();
  }

  @Test
  void refusesCategoriesAndProductsThatAreNotThere() {
    String unknown = UUID.randomUUID().toString();
    String categoryId = category();
    Refusal.of(() -> create(charge().addCategoryIds(categoryId).addCategoryIds(unknown)))
        .has(Reason.CATEGORY_NOT_FOUND)
        .with("id", unknown);
    Refusal.of(() -> create(charge().addProductIds(unknown)))
        .has(Reason.NOT_FOUND)
        .with("resource", "product")
        .with("id", unknown);

    ServiceCharge charge = create(charge().addCategoryIds(categoryId));
    catalog.deleteCategory(DeleteCategoryRequest.newBuilder().setCategoryId(categoryId).build());
    UUID deleted = fixture.product("Gone");
    fixture.change("product", deleted, "deleted_at = now()");

    Refusal.of(() -> create(charge().addProductIds(deleted.toString()))).has(Reason.NOT_FOUND);
    Refusal.of(() -> update(charge.toBuilder().addProductIds(unknown).build(), "product_ids"))
        .has(Reason.NOT_FOUND);
    // A category that is gone since does not keep the charge from changing.
    assertThat(update(charge, "category_ids")).isEqualTo(charge);
    Refusal.of(() -> update(charge.toBuilder().addCategoryIds(unknown).build(), "category_ids"))
        .has(Reason.CATEGORY_NOT_FOUND)
        .with("id", unknown);
    assertThat(update(charge.toBuilder().setTaxable(true).build(), "taxable").getTaxable())
        .isTrue();
  }

  @Test
  void anUpdateTakesOverWhatTheMaskNames() {
    ServiceCharge charge = create(charge().addLocationIds(UUID.randomUUID().toString()));

    ServiceCharge updated =
        update(
            charge.toBuilder()
                .setName("not named")
                .clearLocationIds()
                .setAppliesToAll(true)
                .setActive(false)
                .setInclusive(true)
                .setTaxable(true)
                .addOrderTypes(Order.Type.DINE_IN)
                .build(),
            "location_ids",
            "applies_to_all",
            "active",
            "inclusive",
            "taxable",
            "order_types");

    assertThat(updated)
        .isEqualTo(
            charge.toBuilder()
                .clearLocationIds()
                .setAppliesToAll(true)
                .setActive(false)
                .setInclusive(true)
                .setTaxable(true)
                .addOrderTypes(Order.Type.DINE_IN)
                .setVersion(1)
                .setUpdatedAt(updated.getUpdatedAt())
                .build());
    assertThat(get(charge.getId())).isEqualTo(updated);
    assertThat(fixture.column(String.class, "select type from catalog.outbox order by sequence"))
        .containsExactly("ServiceChargeCreated", "ServiceChargeUpdated");
  }

  @Test
  void aRateBecomesAnAmountAndBack() {
    ServiceCharge rate = create(charge());
    ServiceCharge amount = rate.toBuilder().setAmount(Protos.money(500, "IDR")).build();

    ServiceCharge now = update(amount, "amount");
    assertThat(now.getAmount()).isEqualTo(Protos.money(500, "IDR"));
    assertThat(now.hasRatePpm()).isFalse();
    ServiceCharge back = update(rate, "rate_ppm", "amount");
    assertThat(back.getRatePpm()).isEqualTo(50_000);
    assertThat(back.hasAmount()).isFalse();

    ServiceCharge unknown = rate.toBuilder().setAmount(Protos.money(1, "RP")).build();
    Refusal.of(() -> update(unknown, "amount"))
        .has(Reason.VALIDATION_FAILED)
        .naming("service_charge.amount.currency");
    Refusal.of(() -> update(rate, "amount"))
        .has(Reason.VALIDATION_FAILED)
        .naming("service_charge.amount");
    Refusal.of(() -> update(rate.toBuilder().clearMeasure().build(), "rate_ppm"))
        .has(Reason.VALIDATION_FAILED)
        .naming("service_charge.rate_ppm");
    assertThat(get(rate.getId())).isEqualTo(back);
  }

  @Test
  void refusesAnUpdateThatCannotBe() {
    ServiceCharge charge = create(charge());
    update(charge.toBuilder().setName("VAT").build(), "name");

    Refusal.of(() -> update(charge.toBuilder().setName("").build(), "name"))
        .has(Reason.VALIDATION_FAILED)
        .naming("service_charge.name");
    Refusal.of(() -> update(charge, "version")).has(Reason.VALIDATION_FAILED).naming("update_mask");
    Refusal.of(
            () ->
                catalog.updateServiceCharge(
                    change(charge, "name").toBuilder().setVersion(0).build()))
        .has(Reason.VERSION_CONFLICT)
        .with("actual", 1);
    Refusal.of(() -> update(charge.toBuilder().setId(UUID.randomUUID().toString()).build(), "name"))
        .has(Reason.NOT_FOUND);
  }

  @Test
  void aDeletedChargeStaysDeleted() {
    ServiceCharge charge = create(charge());
    Refusal.of(
            () ->
                catalog.deleteServiceCharge(
                    DeleteServiceChargeRequest.newBuilder()
                        .setServiceChargeId(charge.getId())
                        .setVersion(1)
                        .build()))
        .has(Reason.VERSION_CONFLICT);

    ServiceCharge deleted = delete(charge.getId());

    assertThat(deleted.hasDeletedAt()).isTrue();
    assertThat(delete(charge.getId())).isEqualTo(deleted);
    assertThat(get(charge.getId())).isEqualTo(deleted);
    assertThat(list(false)).isEmpty();
    assertThat(list(true)).containsExactly(deleted);
    Refusal.of(() -> update(charge, "name")).has(Reason.NOT_FOUND);
    Refusal.of(() -> delete(UUID.randomUUID().toString())).has(Reason.NOT_FOUND);
    Refusal.of(() -> get(UUID.randomUUID().toString())).has(Reason.NOT_FOUND);
  }

  @Test
  void chargesArePagedOldestFirst() {
    ServiceCharge first = create(charge());
    ServiceCharge second = create(charge());

    var page =
        catalog.listServiceCharges(
            ListServiceChargesRequest.newBuilder()
                .setPagination(PaginationRequest.newBuilder().setPageSize(1))
                .build());
    assertThat(page.getServiceChargesList()).containsExactly(first);
    assertThat(list(false)).containsExactly(first, second);
    Refusal.of(
            () ->
                catalog.listServiceCharges(
                    ListServiceChargesRequest.newBuilder()
                        .setPagination(PaginationRequest.newBuilder().setPageToken("x"))
                        .build()))
        .has(Reason.INVALID_PAGE_TOKEN);
  }

  private static CreateServiceChargeRequest.Builder charge() {
    return CreateServiceChargeRequest.newBuilder().setName("Service").setRatePpm(50_000);
  }

  private String category() {
    return catalog
        .createCategory(CreateCategoryRequest.newBuilder().setName("Drinks").build())
        .getCategory()
        .getId();
  }

  private ServiceCharge create(CreateServiceChargeRequest.Builder request) {
    return catalog.createServiceCharge(request.build()).getServiceCharge();
  }

  private ServiceCharge get(String id) {
    return catalog
        .getServiceCharge(GetServiceChargeRequest.newBuilder().setServiceChargeId(id).build())
        .getServiceCharge();
  }

  private ServiceCharge update(ServiceCharge charge, String... paths) {
    return catalog.updateServiceCharge(change(charge, paths)).getServiceCharge();
  }

  private static UpdateServiceChargeRequest change(ServiceCharge charge, String... paths) {
    return UpdateServiceChargeRequest.newBuilder()
        .setServiceCharge(charge)
        .setUpdateMask(FieldMask.newBuilder().addAllPaths(List.of(paths)))
        .build();
  }

  private ServiceCharge delete(String id) {
    return catalog
        .deleteServiceCharge(DeleteServiceChargeRequest.newBuilder().setServiceChargeId(id).build())
        .getServiceCharge();
  }

  private List<ServiceCharge> list(boolean includeDeleted) {
    return catalog
        .listServiceCharges(
            ListServiceChargesRequest.newBuilder().setIncludeDeleted(includeDeleted).build())
        .getServiceChargesList();
  }
}
