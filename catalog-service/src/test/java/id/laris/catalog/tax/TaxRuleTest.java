package id.laris.catalog.tax;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import id.laris.catalog.CatalogFixture;
import id.laris.catalog.CatalogTest;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.CreateCategoryRequest;
import id.laris.pos.v1.CreateTaxRuleRequest;
import id.laris.pos.v1.DeleteCategoryRequest;
import id.laris.pos.v1.DeleteTaxRuleRequest;
import id.laris.pos.v1.GetTaxRuleRequest;
import id.laris.pos.v1.ListTaxRulesRequest;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.TaxRule;
import id.laris.pos.v1.UpdateTaxRuleRequest;
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
class TaxRuleTest {

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
  void aRuleIsThereOnceItIsMade() {
    String productId = fixture.product("Coffee").toString();
    String categoryId = category();
    String locationId = UUID.randomUUID().toString();

    TaxRule made =
        create(
            vat()
                .setInclusive(true)
                .setIncludeInBase(true)
                .setIgnoreEarlierTaxes(true)
                .setPriority(-3)
                .addCategoryIds(categoryId)
                .addProductIds(productId)
                .addLocationIds(locationId));

    assertThat(get(made.getId())).isEqualTo(made);
    assertThat(made)
        .isEqualTo(
            TaxRule.newBuilder()
                .setId(made.getId())
                .setName("PPN")
                .setRatePpm(110_000)
                .setInclusive(true)
                .setIncludeInBase(true)
                .setIgnoreEarlierTaxes(true)
                .setPriority(-3)
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
  void aRuleMayBeAnAmountForEachUnit() {
    TaxRule made = create(vat().setAmountPerUnit(Protos.money(0, "IDR")));

    assertThat(made.getAmountPerUnit()).isEqualTo(Protos.money(0, "IDR"));
    assertThat(get(made.getId())).isEqualTo(made);
  }

  @Test
  void theSameIdAndContentAreStoredOnce() {
    CreateTaxRuleRequest.Builder request = vat().setId(UUID.randomUUID().toString());
    CreateTaxRuleRequest once = request.build();

    var outcomes = Parallel.times(10, i -> catalog.createTaxRule(once).getTaxRule());

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(Parallel.successes(outcomes)).containsOnly(list(true).getFirst());
    Refusal.of(() -> create(request.setRatePpm(120_000))).has(Reason.ALREADY_EXISTS);
  }

  @Test
  void refusesAMeasureThatIsNone() {
    Refusal.of(() -> create(vat().clearMeasure())).has(Reason.VALIDATION_FAILED).naming("measure");
    Refusal.of(() -> create(vat().setRatePpm(-1))).has(Reason.VALIDATION_FAILED);
    for (Money amount :
        List.of(Protos.money(-1, "IDR"), Protos.money(1_000_000_000_000_001L, "IDR"))) {
      Refusal.of(() -> create(vat().setAmountPerUnit(amount)))
          .has(Reason.VALIDATION_FAILED)
          .naming("amount_per_unit.amount");
    }
    Refusal.of(() -> create(vat().setAmountPerUnit(Protos.money(1, "RP"))))
        .has(Reason.VALIDATION_FAILED)
        .naming("amount_per_unit.currency");
    assertThat(list(true)).isEmpty();
  }

  @Test
  void refusesCategoriesAndProductsThatAreNotThere() {
    String unknown = UUID.randomUUID().toString();
    String categoryId = category();
    Refusal.of(() -> create(vat().addCategoryIds(categoryId).addCategoryIds(unknown)))
        .has(Reason.CATEGORY_NOT_FOUND)
        .with("id", unknown);
    Refusal.of(() -> create(vat().addProductIds(unknown)))
        .has(Reason.NOT_FOUND)
        .with("resource", "product")
        .with("id", unknown);

    TaxRule rule = create(vat().addCategoryIds(categoryId));
    catalog.deleteCategory(DeleteCategoryRequest.newBuilder().setCategoryId(categoryId).build());
    UUID deleted = fixture.product("Gone");
    fixture.change("product", deleted, "deleted_at = now()");

    Refusal.of(() -> create(vat().addProductIds(deleted.toString()))).has(Reason.NOT_FOUND);
    Refusal.of(() -> update(rule.toBuilder().addProductIds(unknown).build(), "product_ids"))
        .has(Reason.NOT_FOUND);
    // A category that is gone since does not keep the rule from changing.
    assertThat(update(rule, "category_ids")).isEqualTo(rule);
    Refusal.of(() -> update(rule.toBuilder().addCategoryIds(unknown).build(), "category_ids"))
        .has(Reason.CATEGORY_NOT_FOUND)
        .with("id", unknown);
    assertThat(update(rule.toBuilder().setPriority(1).build(), "priority").getPriority())
        .isEqualTo(1);
  }

  @Test
  void anUpdateTakesOverWhatTheMaskNames() {
    TaxRule rule = create(vat().addLocationIds(UUID.randomUUID().toString()));

    TaxRule updated =
        update(
            rule.toBuilder()
                .setName("not named")
                .clearLocationIds()
                .setAppliesToAll(true)
                .setActive(false)
                .setPriority(7)
                .setInclusive(true)
                .setIncludeInBase(true)
                .setIgnoreEarlierTaxes(true)
                .build(),
            "location_ids",
            "applies_to_all",
            "active",
            "priority",
            "inclusive",
            "include_in_base",
            "ignore_earlier_taxes");

    assertThat(updated)
        .isEqualTo(
            rule.toBuilder()
                .clearLocationIds()
                .setAppliesToAll(true)
                .setActive(false)
                .setPriority(7)
                .setInclusive(true)
                .setIncludeInBase(true)
                .setIgnoreEarlierTaxes(true)
                .setVersion(1)
                .setUpdatedAt(updated.getUpdatedAt())
                .build());
    assertThat(get(rule.getId())).isEqualTo(updated);
    assertThat(fixture.column(String.class, "select type from catalog.outbox order by sequence"))
        .containsExactly("TaxRuleCreated", "TaxRuleUpdated");
  }

  @Test
  void aRateBecomesAnAmountAndBack() {
    TaxRule rate = create(vat());
    TaxRule amount = rate.toBuilder().setAmountPerUnit(Protos.money(500, "IDR")).build();

    TaxRule now = update(amount, "amount_per_unit");
    assertThat(now.getAmountPerUnit()).isEqualTo(Protos.money(500, "IDR"));
    assertThat(now.hasRatePpm()).isFalse();
    TaxRule back = update(rate, "rate_ppm", "amount_per_unit");
    assertThat(back.getRatePpm()).isEqualTo(110_000);
    assertThat(back.hasAmountPerUnit()).isFalse();

    TaxRule negative = rate.toBuilder().setAmountPerUnit(Protos.money(-1, "IDR")).build();
    Refusal.of(() -> update(negative, "amount_per_unit"))
        .has(Reason.VALIDATION_FAILED)
        .naming("tax_rule.amount_per_unit.amount");
    Refusal.of(() -> update(rate, "amount_per_unit"))
        .has(Reason.VALIDATION_FAILED)
        .naming("tax_rule.amount_per_unit");
    Refusal.of(() -> update(rate.toBuilder().clearMeasure().build(), "rate_ppm"))
        .has(Reason.VALIDATION_FAILED)
        .naming("tax_rule.rate_ppm");
    assertThat(get(rate.getId())).isEqualTo(back);
  }

  @Test
  void refusesAnUpdateThatCannotBe() {
    TaxRule rule = create(vat());
    update(rule.toBuilder().setName("VAT").build(), "name");

    Refusal.of(() -> update(rule.toBuilder().setName("").build(), "name"))
        .has(Reason.VALIDATION_FAILED)
        .naming("tax_rule.name");
    Refusal.of(() -> update(rule, "version")).has(Reason.VALIDATION_FAILED).naming("update_mask");
    Refusal.of(() -> catalog.updateTaxRule(change(rule, "name").toBuilder().setVersion(0).build()))
        .has(Reason.VERSION_CONFLICT)
        .with("actual", 1);
    Refusal.of(() -> update(rule.toBuilder().setId(UUID.randomUUID().toString()).build(), "name"))
        .has(Reason.NOT_FOUND);
  }

  @Test
  void aDeletedRuleStaysDeleted() {
    TaxRule rule = create(vat());
    Refusal.of(
            () ->
                catalog.deleteTaxRule(
                    DeleteTaxRuleRequest.newBuilder()
                        .setTaxRuleId(rule.getId())
                        .setVersion(1)
                        .build()))
        .has(Reason.VERSION_CONFLICT);

    TaxRule deleted = delete(rule.getId());

    assertThat(deleted.hasDeletedAt()).isTrue();
    assertThat(delete(rule.getId())).isEqualTo(deleted);
    assertThat(get(rule.getId())).isEqualTo(deleted);
    assertThat(list(false)).isEmpty();
    assertThat(list(true)).containsExactly(deleted);
    Refusal.of(() -> update(rule, "name")).has(Reason.NOT_FOUND);
    Refusal.of(() -> delete(UUID.randomUUID().toString())).has(Reason.NOT_FOUND);
    Refusal.of(() -> get(UUID.randomUUID().toString())).has(Reason.NOT_FOUND);
  }

  @Test
  void rulesArePagedOldestFirst() {
    TaxRule first = create(vat());
    TaxRule second = create(vat());

    var page =
        catalog.listTaxRules(
            ListTaxRulesRequest.newBuilder()
                .setPagination(PaginationRequest.newBuilder().setPageSize(1))
                .build());
    assertThat(page.getTaxRulesList()).containsExactly(first);
    assertThat(list(false)).containsExactly(first, second);
    Refusal.of(
            () ->
                catalog.listTaxRules(
                    ListTaxRulesRequest.newBuilder()
                        .setPagination(PaginationRequest.newBuilder().setPageToken("x"))
                        .build()))
        .has(Reason.INVALID_PAGE_TOKEN);
  }

  private static CreateTaxRuleRequest.Builder vat() {
    return CreateTaxRuleRequest.newBuilder().setName("PPN").setRatePpm(110_000);
  }

  private String category() {
    return catalog
        .createCategory(CreateCategoryRequest.newBuilder().setName("Drinks").build())
        .getCategory()
        .getId();
  }

  private TaxRule create(CreateTaxRuleRequest.Builder request) {
    return catalog.createTaxRule(request.build()).getTaxRule();
  }

  private TaxRule get(String id) {
    return catalog.getTaxRule(GetTaxRuleRequest.newBuilder().setTaxRuleId(id).build()).getTaxRule();
  }

  private TaxRule update(TaxRule rule, String... paths) {
    return catalog.updateTaxRule(change(rule, paths)).getTaxRule();
  }

  private static UpdateTaxRuleRequest change(TaxRule rule, String... paths) {
    return UpdateTaxRuleRequest.newBuilder()
        .setTaxRule(rule)
        .setUpdateMask(FieldMask.newBuilder().addAllPaths(List.of(paths)))
        .build();
  }

  private TaxRule delete(String id) {
    return catalog
        .deleteTaxRule(DeleteTaxRuleRequest.newBuilder().setTaxRuleId(id).build())
        .getTaxRule();
  }

  private List<TaxRule> list(boolean includeDeleted) {
    return catalog
        .listTaxRules(ListTaxRulesRequest.newBuilder().setIncludeDeleted(includeDeleted).build())
        .getTaxRulesList();
  }
}
