package id.laris.catalog.lookup;

import static id.laris.catalog.CatalogClient.variantOf;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.catalog.CatalogClient;
import id.laris.catalog.CatalogTest;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.LookupVariantRequest;
import id.laris.pos.v1.LookupVariantResponse;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.Variant;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@CatalogTest
@TestPropertySource(properties = "pos.embedded-barcodes=20:price, 21:weight,22:price:100")
class LookupVariantTest {

  @Autowired TestCalls calls;

  private CatalogClient catalog;
  private Product kopi;

  @BeforeEach
  void newTenantWithCoffee() {
    catalog = new CatalogClient(calls.as(UUID.randomUUID()));
    kopi =
        catalog.createProduct(
            CreateProductRequest.newBuilder().setName("Kopi").setSku("KOPI").setBarcode("111"));
  }

  @Test
  void aSkuFindsItsVariantWhateverTheCase() {
    Variant large = catalog.createVariant(variantOf(kopi, "L").setSku("Kopi-L"));
    catalog.createVariant(kopi, "S");

    LookupVariantResponse found = sku("kOPI-l");

    assertThat(found.getVariant()).isEqualTo(large);
    assertThat(found.getProduct()).isEqualTo(kopi);
    assertThat(found.getQuantity()).isZero();
    assertThat(found.hasEmbeddedPrice()).isFalse();
  }

  @Test
  void theSkuOfAProductFindsItsOnlyVariant() {
    Refusal.of(() -> sku("kopi"))
        .has(Reason.NOT_FOUND)
        .with("resource", "variant")
        .with("id", "kopi");
    Variant large = catalog.createVariant(kopi, "L");
    assertThat(sku("kopi").getVariant()).isEqualTo(large);

    Variant small = catalog.createVariant(kopi, "S");
    Refusal.of(() -> sku("kopi")).has(Reason.NOT_FOUND);
    catalog.deleteVariant(small.getId());
    assertThat(sku("kopi").getVariant()).isEqualTo(large);
  }

  @Test
  void aVariantsOwnSkuComesBeforeThatOfAProduct() {
    catalog.createVariant(kopi, "L");
    Variant other =
        catalog.createVariant(variantOf(catalog.createProduct("Other"), "x").setSku("kopi"));

    assertThat(sku("KOPI").getVariant()).isEqualTo(other);
  }

  @Test
  void aBarcodeFindsItsVariantOrTheOnlyActiveOneOfItsProduct() {
    Variant large = catalog.createVariant(variantOf(kopi, "L").setBarcode("222"));
    Variant small = catalog.createVariant(kopi, "S");

    assertThat(barcode("222").getVariant()).isEqualTo(large);
    Refusal.of(() -> barcode("111")).has(Reason.NOT_FOUND).with("id", "111");
    catalog.updateVariant(small.toBuilder().setActive(false).build(), "active");
    assertThat(barcode("111").getVariant()).isEqualTo(large);
    Refusal.of(() -> barcode("333")).has(Reason.NOT_FOUND);
  }

  @Test
  void whatIsDeletedIsNotFound() {
    catalog.createVariant(variantOf(kopi, "L").setSku("L").setBarcode("222"));
    catalog.deleteProduct(kopi.getId());

    for (String code : new String[] {"222", "111", "L", "KOPI"}) {
      Refusal.of(() -> barcode(code)).has(Reason.NOT_FOUND);
      Refusal.of(() -> sku(code)).has(Reason.NOT_FOUND);
    }
  }

  @Test
  void aWeightComesInTheSmallestStepOfTheUnit() {
    Variant beans =
        catalog.createVariant(
            variantOf(kopi, "Beans").setUnit(Variant.Unit.KILOGRAM).setBarcode("2112345"));

    LookupVariantResponse found = barcode(ean("211234500350"));

    assertThat(found.getVariant()).isEqualTo(beans);
    assertThat(found.getQuantity()).isEqualTo(350);
    assertThat(found.hasEmbeddedPrice()).isFalse();
  }

  @Test
  void aPriceComesInTheConfiguredStepsOfTheDefaultCurrency() {
    catalog.createVariant(variantOf(kopi, "A").setSku("2000001"));
    catalog.createVariant(variantOf(kopi, "B").setSku("2200001"));

    assertThat(barcode(ean("200000199999")).getEmbeddedPrice()).isEqualTo(idr(99_999));
    assertThat(barcode(ean("220000112500")).getEmbeddedPrice()).isEqualTo(idr(1_250_000));
    assertThat(barcode(ean("220000112500")).getQuantity()).isZero();
  }

  @Test
  void anArticleMayBeStoredByItsCodeAloneOrFilledWithZeros() {
    Variant beans = catalog.createVariant(variantOf(kopi, "Beans").setSku("2112345"));
    for (String stored : new String[] {"2112345", ean("211234500000"), "2112345000000"}) {
      for (Variant wanted :
          new Variant[] {
            beans.toBuilder().setSku("").setBarcode(stored).build(),
            beans.toBuilder().setSku(stored).setBarcode("").build()
          }) {
        catalog.updateVariant(wanted, "sku", "barcode");

        LookupVariantResponse found = barcode(ean("211234500350"));

        assertThat(found.getVariant().getId()).as(stored).isEqualTo(beans.getId());
        assertThat(found.getQuantity()).as(stored).isEqualTo(350);
      }
    }
  }

  @Test
  void aBarcodeThatSomethingHasCarriesNothing() {
    catalog.createVariant(variantOf(kopi, "A").setSku("2000001"));
    Variant whole = catalog.createVariant(variantOf(kopi, "B").setBarcode(ean("200000100042")));

    LookupVariantResponse found = barcode(ean("200000100042"));

    assertThat(found.getVariant()).isEqualTo(whole);
    assertThat(found.hasEmbeddedPrice()).isFalse();
  }

  @Test
  void aWrongCheckDigitAnUnknownArticleOrPrefixFindNothing() {
    catalog.createVariant(variantOf(kopi, "A").setSku("2000001"));
    catalog.createVariant(variantOf(kopi, "B").setSku("2300001"));
    String right = ean("200000100042");
    String wrong = right.substring(0, 12) + (right.charAt(12) == '0' ? '1' : '0');

    Refusal.of(() -> barcode(wrong)).has(Reason.NOT_FOUND);
    Refusal.of(() -> barcode(ean("200000200042"))).has(Reason.NOT_FOUND);
    Refusal.of(() -> barcode(ean("230000100042"))).has(Reason.NOT_FOUND);
    Refusal.of(() -> barcode(right + "0")).has(Reason.NOT_FOUND);
  }

  @Test
  void refusesACallWithoutACode() {
    Refusal.of(() -> catalog.stub().lookupVariant(LookupVariantRequest.getDefaultInstance()))
        .has(Reason.VALIDATION_FAILED);
    Refusal.of(() -> sku(" ")).has(Reason.VALIDATION_FAILED).naming("sku");
  }

  private LookupVariantResponse sku(String sku) {
    return catalog.stub().lookupVariant(LookupVariantRequest.newBuilder().setSku(sku).build());
  }

  private LookupVariantResponse barcode(String barcode) {
    return catalog
        .stub()
        .lookupVariant(LookupVariantRequest.newBuilder().setBarcode(barcode).build());
  }

  private static Money idr(long amount) {
    return Money.newBuilder().setAmount(amount).setCurrency("IDR").build();
  }

  /** The twelve digits with their check digit. */
  private static String ean(String digits) {
    int sum = 0;
    for (int i = 0; i < 12; i++) {
      sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
    }
    return digits + (10 - sum % 10) % 10;
  }
}
