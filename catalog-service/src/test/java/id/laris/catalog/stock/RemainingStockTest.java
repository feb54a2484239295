package id.laris.catalog.stock;

import static id.laris.catalog.CatalogClient.variantOf;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.catalog.CatalogClient;
import id.laris.catalog.CatalogTest;
import id.laris.catalog.FakeInventory;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.BatchGetStockLevelsRequest;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.DeleteProductRequest;
import id.laris.pos.v1.DeleteVariantRequest;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.StockLevel;
import id.laris.pos.v1.Variant;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CatalogTest
class RemainingStockTest {

  @Autowired TestCalls calls;
  @Autowired FakeInventory inventory;

  private UUID tenantId;
  private CatalogClient catalog;
  private Product beans;
  private Variant bag;

  @BeforeEach
  void newTenantWithABagOfBeans() {
    tenantId = UUID.randomUUID();
    catalog = new CatalogClient(calls.as(tenantId));
    beans = catalog.createProduct(CreateProductRequest.newBuilder().setName("Beans"));
    bag = catalog.createVariant(beans, "Bag");
  }

  @Test
  void whatALocationHasAnyOfCannotBeDeleted() {
    List<UnaryOperator<StockLevel.Builder>> levels =
        List.of(
            level -> level.setOnHand(5),
            level -> level.setOnHand(-1),
            level -> level.setReserved(1),
            level -> level.setInTransit(1),
            level -> level.setDamaged(1));
    for (UnaryOperator<StockLevel.Builder> level : levels) {
      String locationId = inventory.stock(bag.getId(), level);
      long onHand = level.apply(StockLevel.newBuilder()).getOnHand();

      Refusal.of(() -> catalog.deleteVariant(bag.getId()))
          .has(Reason.ITEM_HAS_STOCK)
          .with("variant_id", bag.getId())
          .with("location_id", locationId)
          .with("on_hand", onHand);
      Refusal.of(() -> catalog.deleteProduct(beans.getId()))
          .has(Reason.ITEM_HAS_STOCK)
          .with("variant_id", bag.getId())
          .with("location_id", locationId)
          .with("on_hand", onHand);
    }
    assertThat(catalog.variant(bag.getId())).isEqualTo(bag);
    assertThat(catalog.product(beans.getId())).isEqualTo(beans);

    // It still has its reorder point.
    inventory.stock(bag.getId(), level -> level.setReorderPoint(10));
    assertThat(catalog.deleteProduct(beans.getId()).hasDeletedAt()).isTrue();
  }

  @Test
  void aStaleVersionIsRefusedBeforeTheStockIs() {
    inventory.stock(bag.getId(), level -> level.setOnHand(5));

    Refusal.of(
            () ->
                catalog
                    .stub()
                    .deleteVariant(
                        DeleteVariantRequest.newBuilder()
                            .setVariantId(bag.getId())
                            .setVersion(7)
                            .build()))
        .has(Reason.VERSION_CONFLICT);
    Refusal.of(
            () ->
                catalog
                    .stub()
                    .deleteProduct(
                        DeleteProductRequest.newBuilder()
                            .setProductId(beans.getId())
                            .setVersion(7)
                            .build()))
        .has(Reason.VERSION_CONFLICT);
  }

  @Test
  void everyLocationIsAskedAboutEveryVariantOfAProduct() {
    for (int i = 0; i < 120; i++) {
      catalog.createVariant(beans, "Bag " + i);
    }
    Variant last = catalog.createVariant(beans, "Last");
    Variant gone = catalog.deleteVariant(catalog.createVariant(beans, "Gone").getId());
    inventory.stock(last.getId(), level -> level.setOnHand(1));

    Refusal.of(() -> catalog.deleteProduct(beans.getId()))
        .has(Reason.ITEM_HAS_STOCK)
        .with("variant_id", last.getId());

    List<BatchGetStockLevelsRequest> questions =
        List.of(
            inventory.questionsFor(bag.getId()).getLast(),
            inventory.questionsFor(last.getId()).getLast());
    assertThat(questions).extracting(BatchGetStockLevelsRequest::getLocationId).containsOnly("");
    assertThat(questions.stream().mapToInt(BatchGetStockLevelsRequest::getVariantIdsCount).sum())
        .isEqualTo(122);
    assertThat(inventory.questionsFor(gone.getId())).hasSize(1);
  }

  @Test
  void whatIsDeletedAlreadyIsNotAskedAbout() {
    UUID key = UUID.randomUUID();
    CatalogClient once = new CatalogClient(calls.as(tenantId, key));

    Variant deleted = once.deleteVariant(bag.getId());
    inventory.stock(bag.getId(), level -> level.setOnHand(1));

    assertThat(once.deleteVariant(bag.getId())).isEqualTo(deleted);
    assertThat(catalog.deleteVariant(bag.getId())).isEqualTo(deleted);
    catalog.deleteProduct(beans.getId());
    assertThat(catalog.deleteProduct(beans.getId()).hasDeletedAt()).isTrue();
    assertThat(inventory.questionsFor(bag.getId())).hasSize(1);
    // Under its key even after the product is back.
    Product tea = catalog.createProduct("Tea");
    Variant leaf = catalog.createVariant(tea, "Leaf");
    CatalogClient onceMore = new CatalogClient(calls.as(tenantId, UUID.randomUUID()));
    Product teaDeleted = onceMore.deleteProduct(tea.getId());
    catalog.restoreProduct(tea.getId());
    assertThat(onceMore.deleteProduct(tea.getId())).isEqualTo(teaDeleted);
    assertThat(inventory.questionsFor(leaf.getId())).hasSize(1);
    assertThat(catalog.variant(leaf.getId()).hasDeletedAt()).isFalse();
  }

  @Test
  void nothingIsDeletedWhileTheInventoryIsOutOfReach() {
    inventory.stopAnsweringFor(bag.getId());

    Refusal refusal = Refusal.of(() -> catalog.deleteVariant(bag.getId())).has(Reason.UNAVAILABLE);

    assertThat(refusal.saysWhenToRetry()).isTrue();
    assertThat(catalog.variant(bag.getId())).isEqualTo(bag);
  }

  @Test
  void theInventoryIsAskedWhileNothingIsLocked() {
    Variant other = catalog.createVariant(variantOf(beans, "Other"));
    // Would wait in vain if the one that asks had locked the product, the variant or the recipes.
    inventory.beforeNextAnswerFor(
        bag.getId(),
        () -> {
          catalog.updateVariant(bag.toBuilder().setName("Sack").build(), "name");
          catalog.deleteVariant(other.getId());
        });

    Variant deleted = catalog.deleteVariant(bag.getId());

    assertThat(deleted.getName()).isEqualTo("Sack");
    assertThat(deleted.hasDeletedAt()).isTrue();
  }

  @Test
  void refusesWhatIsNotThereOrStaleWithoutDeleting() {
    String noOne = UUID.randomUUID().toString();

    Refusal.of(() -> catalog.deleteVariant(noOne)).has(Reason.NOT_FOUND);
    Refusal.of(() -> catalog.deleteProduct(noOne)).has(Reason.NOT_FOUND);
    Refusal.of(
            () ->
                catalog
                    .stub()
                    .deleteVariant(
                        DeleteVariantRequest.newBuilder()
                            .setVariantId(bag.getId())
                            .setVersion(9)
                            .build()))
        .has(Reason.VERSION_CONFLICT);
    Refusal.of(
            () ->
                catalog
                    .stub()
                    .deleteProduct(
                        DeleteProductRequest.newBuilder()
                            .setProductId(beans.getId())
                            .setVersion(9)
                            .build()))
        .has(Reason.VERSION_CONFLICT);
    assertThat(inventory.questionsFor(noOne)).isEmpty();
    assertThat(catalog.variant(bag.getId())).isEqualTo(bag);
  }
}
