package id.laris.catalog.variant;

import static id.laris.catalog.CatalogClient.of;
import static id.laris.catalog.CatalogClient.variantOf;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.catalog.CatalogClient;
import id.laris.catalog.CatalogTest;
import id.laris.catalog.RecordedChanges;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.BatchGetVariantsRequest;
import id.laris.pos.v1.CatalogChange;
import id.laris.pos.v1.CreateVariantRequest;
import id.laris.pos.v1.ListCatalogChangesRequest;
import id.laris.pos.v1.ListVariantsRequest;
import id.laris.pos.v1.LookupVariantRequest;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.Variant;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.SqlStatements;
import id.laris.testkit.TestCalls;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CatalogTest
class CompositeTest {

  @Autowired TestCalls calls;
  @Autowired FakeClock clock;
  @Autowired SqlStatements statements;
  @Autowired DatabaseSettings database;

  private UUID tenantId;
  private CatalogClient catalog;
  private Product pantry;
  private Variant wine;
  private Variant cheese;

  @BeforeEach
  void newTenantWithWineAndCheese() {
    tenantId = UUID.randomUUID();
    catalog = new CatalogClient(calls.as(tenantId));
    pantry = catalog.createProduct("Pantry");
    wine = plain("Wine");
    cheese = plain("Cheese");
  }

  @Test
  void aCompositeShowsItsComponentsWhereverItIsGiven() {
    Variant.Component[] parts = {of(wine, 150), of(cheese, 50)};

    Variant made =
        catalog.createVariant(
            variantOf(pantry, "Snack").setSku("SNACK").addAllComponents(List.of(parts)));

    assertThat(made.getComponentsList()).containsExactly(parts);
    assertThat(catalog.variant(made.getId())).isEqualTo(made);
    assertThat(
            catalog
                .stub()
                .batchGetVariants(
                    BatchGetVariantsRequest.newBuilder().addVariantIds(made.getId()).build())
                .getVariantsList())
        .containsExactly(made);
    assertThat(list()).containsExactly(wine, cheese, made);
    assertThat(
            catalog
                .stub()
                .lookupVariant(LookupVariantRequest.newBuilder().setSku("snack").build())
                .getVariant())
        .isEqualTo(made);
    assertThat(delta()).contains(made);
    assertThat(changes().lastToldOf(made.getId())).isEqualTo(made);
  }

  @Test
  void anUpdateReplacesTheWholeListAndIsToldOfOnce() {
    Variant snack = composite("Snack", of(wine, 150), of(cheese, 50));

    Variant updated = makeLaterOf(snack, of(cheese, 70), of(wine, 150));

    assertThat(updated.getComponentsList()).containsExactly(of(cheese, 70), of(wine, 150));
    assertThat(updated.getVersion()).isEqualTo(1);
    assertThat(catalog.variant(snack.getId())).isEqualTo(updated);
    assertThat(delta()).contains(updated);
    assertThat(changes().lastToldOf(snack.getId())).isEqualTo(updated);
    assertThat(makeLaterOf(snack, of(cheese, 70), of(wine, 150))).isEqualTo(updated);
    assertThat(catalog.updateVariant(snack.toBuilder().setName("Bite").build(), "name"))
        .extracting(Variant::getComponentsList)
        .isEqualTo(updated.getComponentsList());
    assertThat(makeLaterOf(snack).getComponentsList()).isEmpty();
    assertThat(changes().eventsOf(snack.getId()))
        .containsExactly(
            "VariantCreated 0", "VariantUpdated 1", "VariantUpdated 2", "VariantUpdated 3");
  }

  @Test
  void itsComponentsArePartOfWhatWasMadeUnderAnId() {
    CreateVariantRequest.Builder request =
        variantOf(pantry, "Snack")
            .setId(UUID.randomUUID().toString())
            .addComponents(of(wine, 150))
            .addComponents(of(cheese, 50));

    var outcomes = Parallel.times(4, number -> catalog.createVariant(request.clone()));

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(Parallel.successes(outcomes)).containsOnly(catalog.variant(request.getId()));
    assertThat(
            catalog.createVariant(
                request
                    .clone()
                    .setComponents(
                        0,
                        of(wine, 150).toBuilder()
                            .setVariantId(wine.getId().toUpperCase(Locale.ROOT)))))
        .isEqualTo(catalog.variant(request.getId()));
    for (CreateVariantRequest.Builder other :
        List.of(
            request.clone().clearComponents(),
            request.clone().setComponents(0, of(wine, 151)),
            request.clone().removeComponents(1))) {
      Refusal.of(() -> catalog.createVariant(other)).has(Reason.ALREADY_EXISTS);
    }
  }

  @Test
  void refusesComponentsThatAreNotThere() {
    Variant snack = plain("Snack");
    Variant gone = catalog.deleteVariant(plain("Gone").getId());
    CatalogClient others = new CatalogClient(calls.as(UUID.randomUUID()));
    Variant foreign = others.createVariant(others.createProduct("Foreign"), "Foreign");
    Variant unknown = snack.toBuilder().setId(UUID.randomUUID().toString()).build();

    for (Variant absent : List.of(gone, foreign, unknown)) {
      Refusal.of(() -> catalog.makeOf(snack, of(wine, 1), of(absent, 1)))
          .has(Reason.NOT_FOUND)
          .with("resource", "variant")
          .with("id", absent.getId());
      Refusal.of(() -> composite("Other", of(absent, 1)))
          .has(Reason.NOT_FOUND)
          .with("id", absent.getId());
    }
    assertThat(catalog.variant(snack.getId())).isEqualTo(snack);
  }

  @Test
  void refusesComponentsThatSayNothing() {
    Variant snack = plain("Snack");

    Refusal.of(() -> catalog.makeOf(snack, of(wine, 1), of(wine, 2)))
        .has(Reason.VALIDATION_FAILED)
        .naming("variant.components");
    Refusal.of(() -> composite("Other", of(wine, 1), of(wine, 1))).naming("components");
    Refusal.of(() -> catalog.makeOf(snack, of(wine, 0))).has(Reason.VALIDATION_FAILED);
    Refusal.of(() -> catalog.makeOf(snack, of(wine, 1_000_000_001L))).has(Reason.VALIDATION_FAILED);
    assertThat(catalog.variant(snack.getId())).isEqualTo(snack);
  }

  @Test
  void nothingIsMadeOfItselfThroughAnyNumberOfLevels() {
    Variant glass = composite("Glass", of(wine, 150));
    Variant pair = composite("Pair", of(glass, 2));
    Variant evening = composite("Evening", of(pair, 1), of(cheese, 50));

    for (Variant above : List.of(wine, glass, pair, evening)) {
      Refusal.of(() -> catalog.makeOf(wine, of(cheese, 1), of(above, 1)))
          .has(Reason.VALIDATION_FAILED)
          .naming("variant.components");
    }
    Refusal.of(() -> catalog.makeOf(glass, of(evening, 1))).has(Reason.VALIDATION_FAILED);
    String itself = UUID.randomUUID().toString();
    Refusal.of(
            () ->
                catalog.createVariant(
                    variantOf(pantry, "x")
                        .setId(itself)
                        .addComponents(of(wine.toBuilder().setId(itself).build(), 1))))
        .naming("components");
    catalog.makeOf(evening, of(cheese, 1));
    catalog.makeOf(wine, of(evening, 1));
  }

  @Test
  void aRecipeIsAtMostFiveLevelsDeepFromBothEnds() {
    Variant second = composite("2", of(wine, 1));
    Variant third = composite("3", of(second, 1), of(wine, 1));
    Variant fourth = composite("4", of(third, 1), of(cheese, 1));
    Variant fifth = composite("5", of(fourth, 1));

    Refusal.of(() -> composite("6", of(fifth, 1)))
        .has(Reason.VALIDATION_FAILED)
        .naming("components");
    Refusal.of(() -> catalog.makeOf(wine, of(cheese, 1))).naming("variant.components");
    catalog.deleteVariant(fifth.getId());
    catalog.makeOf(wine, of(cheese, 1));
  }

  @Test
  void twoChangesAtOnceNeverMakeACycle() {
    for (int round = 0; round < 10; round++) {
      List<Variant> ring = List.of(alone("a"), alone("b"), alone("c"));
      int size = 2 + round % 2;

      var outcomes =
          Parallel.times(
              size,
              number -> catalog.makeOf(ring.get(number), of(ring.get((number + 1) % size), 1)));

      assertThat(Parallel.successes(outcomes)).hasSize(size - 1);
      Refusal.of((StatusRuntimeException) Parallel.failures(outcomes).getFirst())
          .has(Reason.VALIDATION_FAILED);
    }
  }

  @Test
  void whatACompositeIsMadeOfCannotBeDeleted() {
    Product bar = catalog.createProduct("Bar");
    Variant bottle = catalog.createVariant(bar, "Bottle");
    Variant glass = catalog.createVariant(variantOf(bar, "Glass").addComponents(of(bottle, 150)));
    Variant snack = composite("Snack", of(glass, 1));

    Refusal.of(() -> catalog.deleteVariant(bottle.getId()))
        .has(Reason.VARIANT_IN_USE)
        .with("variant_id", bottle.getId())
        .with("used_by", glass.getId());
    Refusal refusal =
        Refusal.of(() -> catalog.deleteProduct(bar.getId()))
            .has(Reason.VARIANT_IN_USE)
            .with("variant_id", glass.getId())
            .with("used_by", snack.getId());
    assertThat(refusal.message()).contains("Snack");
    assertThat(catalog.variant(bottle.getId()).hasDeletedAt()).isFalse();
    assertThat(catalog.product(bar.getId()).hasDeletedAt()).isFalse();

    catalog.makeOf(snack, of(cheese, 50));
    catalog.deleteProduct(bar.getId());
    catalog.deleteVariant(snack.getId());
    catalog.deleteVariant(cheese.getId());
  }

  @Test
  void aComponentIsNeverDeletedWhileItIsBeingTaken() {
    for (int round = 0; round < 12; round++) {
      Variant part = alone("part");
      Variant whole = alone("whole");
      boolean withItsProduct = round % 2 == 0;

      var outcomes =
          Parallel.times(
              3,
              number ->
                  switch (number) {
                    case 0 -> catalog.makeOf(whole, of(part, 1)).getId();
                    case 1 -> composite("another", of(part, 1)).getId();
                    default ->
                        withItsProduct
                            ? catalog.deleteProduct(part.getProductId()).getId()
                            : catalog.deleteVariant(part.getId()).getId();
                  });

      // It was deleted first, or the composite that used it first has kept it.
      boolean deleted = catalog.variant(part.getId()).hasDeletedAt();
      assertThat(Parallel.failures(outcomes)).hasSize(deleted ? 2 : 1);
      Parallel.failures(outcomes)
          .forEach(
              thrown ->
                  Refusal.of((StatusRuntimeException) thrown)
                      .has(deleted ? Reason.NOT_FOUND : Reason.VARIANT_IN_USE));
    }
  }

  @Test
  void aRestoredCompositeIsMadeOfWhatItWasMadeOf() {
    Product bar = catalog.createProduct("Bar");
    Variant bottle = catalog.createVariant(bar, "Bottle");
    Variant glass = catalog.createVariant(variantOf(bar, "Glass").addComponents(of(bottle, 150)));
    catalog.deleteProduct(bar.getId());
    assertThat(catalog.variant(glass.getId()).getComponentsList()).containsExactly(of(bottle, 150));

    catalog.restoreProduct(bar.getId());

    Variant restored = catalog.variant(glass.getId());
    assertThat(restored.getComponentsList()).containsExactly(of(bottle, 150));
    assertThat(restored.getActive()).isTrue();
    assertThat(changes().lastToldOf(glass.getId())).isEqualTo(restored);
  }

  @Test
  void aRestoredCompositeThatLacksAComponentComesBackInactive() {
    Product bar = catalog.createProduct("Bar");
    Variant snack =
        catalog.createVariant(
            variantOf(bar, "Snack").addComponents(of(cheese, 50)).addComponents(of(wine, 150)));
    catalog.deleteProduct(bar.getId());
    catalog.deleteVariant(cheese.getId());

    catalog.restoreProduct(bar.getId());

    Variant restored = catalog.variant(snack.getId());
    assertThat(restored.getComponentsList()).containsExactly(of(wine, 150));
    assertThat(restored.getActive()).isFalse();
    assertThat(changes().lastToldOf(snack.getId())).isEqualTo(restored);
    assertThat(changes().eventsOf(snack.getId())).last().isEqualTo("VariantRestored 2");
  }

  @Test
  void aRestoredCompositeNeverLacksAComponentUnseen() {
    for (int round = 0; round < 12; round++) {
      Variant part = alone("part");
      Variant whole = alone("whole");
      catalog.makeOf(whole, of(part, 1));
      catalog.deleteProduct(whole.getProductId());

      Parallel.times(
          2,
          number ->
              number == 0
                  ? catalog.restoreProduct(whole.getProductId()).getId()
                  : catalog.deleteVariant(part.getId()).getId());

      Variant restored = catalog.variant(whole.getId());
      assertThat(restored.hasDeletedAt()).isFalse();
      assertThat(restored.getActive())
          .isEqualTo(!restored.getComponentsList().isEmpty())
          .isEqualTo(!catalog.variant(part.getId()).hasDeletedAt());
    }
  }

  @Test
  void refusesToRestoreARecipeThatHasBecomeTooDeep() {
    Product bar = catalog.createProduct("Bar");
    Variant second = composite("2", of(wine, 1));
    Variant third = composite("3", of(second, 1));
    Variant fourth = composite("4", of(third, 1));
    catalog.createVariant(variantOf(bar, "5").addComponents(of(fourth, 1)));
    catalog.deleteProduct(bar.getId());
    catalog.makeOf(wine, of(cheese, 1));

    Refusal.of(() -> catalog.restoreProduct(bar.getId()))
        .has(Reason.VALIDATION_FAILED)
        .naming("product_id");

    catalog.makeOf(fourth, of(second, 1));
    assertThat(catalog.restoreProduct(bar.getId()).hasDeletedAt()).isFalse();
  }

  @Test
  void manyCompositesAreReadInAsManyStatementsAsOne() {
    composite("0", of(wine, 1));
    List<String> forOne = statements.during(this::list);
    List<Variant> made = new ArrayList<>();
    for (int i = 1; i < 10; i++) {
      made.add(composite("c" + i, of(wine, i), of(cheese, i)));
    }

    List<String> forMany = statements.during(() -> assertThat(list()).containsAll(made));

    assertThat(forMany).isEqualTo(forOne);
  }

  private Variant plain(String name) {
    return catalog.createVariant(pantry, name);
  }

  /** A variant of a product of its own: nobody waits for another because of the product. */
  private Variant alone(String name) {
    return catalog.createVariant(catalog.createProduct(name), name);
  }

  private Variant composite(String name, Variant.Component... components) {
    return catalog.createVariant(variantOf(pantry, name).addAllComponents(List.of(components)));
  }

  /** A change of nothing but the components is seen by its time. */
  private Variant makeLaterOf(Variant composite, Variant.Component... components) {
    clock.advance(Duration.ofSeconds(1));
    return catalog.makeOf(composite, components);
  }

  private List<Variant> list() {
    return catalog.stub().listVariants(ListVariantsRequest.getDefaultInstance()).getVariantsList();
  }

  private List<Variant> delta() {
    return catalog
        .stub()
        .listCatalogChanges(ListCatalogChangesRequest.getDefaultInstance())
        .getChangesList()
        .stream()
        .filter(CatalogChange::hasVariant)
        .map(CatalogChange::getVariant)
        .toList();
  }

  private RecordedChanges changes() {
    return new RecordedChanges(database, tenantId);
  }
}
