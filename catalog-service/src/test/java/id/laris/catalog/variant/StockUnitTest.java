package id.laris.catalog.variant;

import static id.laris.catalog.CatalogClient.variantOf;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.catalog.CatalogClient;
import id.laris.catalog.CatalogTest;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.CreateVariantRequest;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.Variant;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CatalogTest
class StockUnitTest {

  @Autowired TestCalls calls;

  private CatalogClient catalog;
  private Product wine;

  @BeforeEach
  void newTenantWithWine() {
    catalog = new CatalogClient(calls.as(UUID.randomUUID()));
    wine = catalog.createProduct("Wine");
  }

  @Test
  void aVariantSaysWhatItsStockIsCountedIn() {
    CreateVariantRequest.Builder request = bottle().setId(UUID.randomUUID().toString());

    Variant made = catalog.createVariant(request);

    assertThat(made.getStockUnit()).isEqualTo(Variant.Unit.MILLILITER);
    assertThat(made.getStockQuantity()).isEqualTo(750);
    assertThat(catalog.variant(made.getId())).isEqualTo(made);
    assertThat(catalog.createVariant(request)).isEqualTo(made);
    Refusal.of(() -> catalog.createVariant(request.clone().setStockQuantity(700)))
        .has(Reason.ALREADY_EXISTS);
    Variant plain = catalog.createVariant(wine, "Plain");
    assertThat(plain.getStockUnit()).isEqualTo(Variant.Unit.UNIT_UNSPECIFIED);
    assertThat(plain.getStockQuantity()).isZero();
  }

  @Test
  void theUnitAndTheQuantityAreGivenBothOrNeither() {
    Variant bottle = catalog.createVariant(bottle());

    Refusal.of(() -> catalog.createVariant(bottle().clearStockUnit()))
        .has(Reason.VALIDATION_FAILED)
        .naming("stock_unit");
    Refusal.of(() -> catalog.createVariant(bottle().clearStockQuantity()))
        .has(Reason.VALIDATION_FAILED)
        .naming("stock_quantity");
    Variant none = bottle.toBuilder().clearStockUnit().clearStockQuantity().build();
    Refusal.of(() -> catalog.updateVariant(none, "stock_unit")).naming("variant.stock_unit");
    Refusal.of(() -> catalog.updateVariant(none, "stock_quantity"))
        .naming("variant.stock_quantity");
    assertThat(catalog.variant(bottle.getId())).isEqualTo(bottle);

    Variant other = bottle.toBuilder().setStockQuantity(700).build();
    assertThat(catalog.updateVariant(other, "stock_quantity"))
        .isEqualTo(other.toBuilder().setVersion(1).build());
    assertThat(catalog.updateVariant(none, "stock_unit", "stock_quantity"))
        .isEqualTo(none.toBuilder().setVersion(2).build());
  }

  private CreateVariantRequest.Builder bottle() {
    return variantOf(wine, "Bottle").setStockUnit(Variant.Unit.MILLILITER).setStockQuantity(750);
  }
}
