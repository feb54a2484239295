package id.laris.catalog.code;

import static id.laris.catalog.CatalogClient.variantOf;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.catalog.CatalogClient;
import id.laris.catalog.CatalogTest;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.ImportProductsRequest;
import id.laris.pos.v1.ImportProductsRequest.Row;
import id.laris.pos.v1.ImportProductsResponse;
import id.laris.pos.v1.LookupVariantRequest;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.Variant;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.context.TestPropertySource;

@CatalogTest
@TestPropertySource(properties = "pos.embedded-barcodes=21:weight")
class BarcodesTest {

  @Autowired TestCalls calls;
  @Autowired DatabaseSettings database;

  private UUID tenantId;
  private CatalogClient catalog;
  private Product kopi;

  @BeforeEach
  void newTenantWithCoffee() {
    tenantId = UUID.randomUUID();
    catalog = new CatalogClient(calls.as(tenantId));
    kopi = catalog.createProduct("Kopi");
  }

  @ParameterizedTest
  @CsvSource({
    "5400000002649, 05400000002649",
    "05400000002649, 5400000002649",
    "036000291452, 0036000291452",
    "00036000291452, 036000291452",
    "96385074, 0000096385074"
  })
  void aGtinIsFoundAndTakenInEachOfItsForms(String stored, String scanned) {
    Variant variant = catalog.createVariant(variantOf(kopi, "L").setBarcode(stored));

    assertThat(scan(scanned)).isEqualTo(variant);
    assertThat(variant.getBarcode()).as("as it was written").isEqualTo(stored);
    Refusal.of(() -> catalog.createVariant(variantOf(kopi, "S").setBarcode(scanned)))
        .has(Reason.BARCODE_ALREADY_ASSIGNED)
        .with("barcode", scanned);
    Refusal.of(
            () ->
                catalog.createProduct(
                    CreateProductRequest.newBuilder().setName("Teh").setBarcode(scanned)))
        .has(Reason.BARCODE_ALREADY_ASSIGNED);
    Variant other = catalog.createVariant(kopi, "M");
    Refusal.of(
            () -> catalog.updateVariant(other.toBuilder().setBarcode(scanned).build(), "barcode"))
        .has(Reason.BARCODE_ALREADY_ASSIGNED);

    catalog.deleteVariant(variant.getId());
    Variant heir = catalog.createVariant(variantOf(kopi, "S").setBarcode(scanned));
    assertThat(scan(stored)).isEqualTo(heir);
  }

  @Test
  void aCodeThatIsNoGtinIsOnlyItself() {
    Variant wrongCheckDigit =
        catalog.createVariant(variantOf(kopi, "L").setBarcode("5400000002648"));
    Variant padded = catalog.createVariant(variantOf(kopi, "S").setBarcode("05400000002648"));

    assertThat(scan("5400000002648")).isEqualTo(wrongCheckDigit);
    assertThat(scan("05400000002648")).isEqualTo(padded);
  }

  @Test
  void itsBearerMayWriteAGtinInAnotherForm() {
    Variant variant = catalog.createVariant(variantOf(kopi, "L").setBarcode("5400000002649"));

    Variant rewritten =
        catalog.updateVariant(variant.toBuilder().setBarcode("05400000002649").build(), "barcode");

    assertThat(rewritten.getBarcode()).isEqualTo("05400000002649");
    assertThat(scan("5400000002649")).isEqualTo(rewritten);
  }

  @Test
  void oneOfTwoAtTheSameMomentGetsAGtin() {
    String[] forms = {"5400000002649", "05400000002649"};

    var outcomes =
        Parallel.times(
            8,
            number ->
                catalog.createVariant(variantOf(kopi, "V" + number).setBarcode(forms[number % 2])));

    assertThat(Parallel.successes(outcomes)).hasSize(1);
    assertThat(Parallel.failures(outcomes))
        .allSatisfy(
            thrown ->
                Refusal.of((StatusRuntimeException) thrown).has(Reason.BARCODE_ALREADY_ASSIGNED));
  }

  @Test
  void theRowsOfAnImportAreComparedWithEachOtherAndWithTheCatalog() {
    catalog.createVariant(variantOf(kopi, "L").setBarcode("5400000002649"));

    ImportProductsResponse response =
        catalog
            .stub()
            .importProducts(
                ImportProductsRequest.newBuilder()
                    .addRows(Row.newBuilder().setSku("A").setName("A").setBarcode("05400000002649"))
                    .addRows(Row.newBuilder().setSku("B").setName("B").setBarcode("96385074"))
                    .addRows(Row.newBuilder().setSku("C").setName("C").setBarcode("000096385074"))
                    .build());

    assertThat(response.getResultsList().stream().map(result -> result.getErrorsList().size()))
        .containsExactly(1, 0, 1);
    assertThat(response.getResults(0).getErrors(0).getReason())
        .isEqualTo(Reason.BARCODE_ALREADY_ASSIGNED.name());
    assertThat(response.getResults(2).getErrors(0).getReason())
        .isEqualTo(Reason.BARCODE_ALREADY_ASSIGNED.name());
  }

  @Test
  void aLabelOfAScaleIsReadInFourteenDigitsToo() {
    Variant beans = catalog.createVariant(variantOf(kopi, "Beans").setBarcode("2112345"));

    assertThat(scan("02112345003504")).isEqualTo(beans);
  }

  @Test
  void twoThatHadFormsOfOneGtinBeforeKeepThem() throws IOException, SQLException {
    Variant old = catalog.createVariant(variantOf(kopi, "L").setBarcode("1"));
    Variant twin = catalog.createVariant(variantOf(kopi, "S").setBarcode("2"));
    Variant alone = catalog.createVariant(variantOf(kopi, "M").setBarcode("3"));
    writeAsBefore(old, "036000291452");
    writeAsBefore(twin, "0036000291452");
    writeAsBefore(alone, "96385074");

    migrate();

    assertThat(scan("036000291452").getId()).isEqualTo(old.getId());
    assertThat(scan("0036000291452").getId()).isEqualTo(twin.getId());
    assertThat(scan("00036000291452").getId()).as("the longer one has it").isEqualTo(twin.getId());
    assertThat(scan("00000096385074").getId()).isEqualTo(alone.getId());
    catalog.deleteVariant(twin.getId());
    assertThat(scan("00036000291452").getId()).isEqualTo(old.getId());
    Refusal.of(() -> catalog.createVariant(variantOf(kopi, "X").setBarcode("0036000291452")))
        .has(Reason.BARCODE_ALREADY_ASSIGNED);
    catalog.deleteVariant(old.getId());
    catalog.createVariant(variantOf(kopi, "X").setBarcode("0036000291452"));
  }

  @Test
  void anImportGivesOnTheBarcodeOfTwoWhereBothGiveItUp() throws IOException, SQLException {
    importRows(row("OLD", "1"), row("TWIN", "2"));
    writeAsBefore(scan("1"), "036000291452");
    writeAsBefore(scan("2"), "0036000291452");
    migrate();

    assertThat(importRows(row("OLD", "036000291452"), row("TWIN", "0036000291452")))
        .as("both keep what they have")
        .containsExactly("UNCHANGED", "UNCHANGED");
    assertThat(importRows(row("NEW", "036000291452"), row("OLD", "")))
        .as("the twin has it still")
        .containsExactly("BARCODE_ALREADY_ASSIGNED", "UPDATED");
    assertThat(importRows(row("OLD", "00036000291452")))
        .as("another form is what the twin has")
        .containsExactly("BARCODE_ALREADY_ASSIGNED");
    assertThat(importRows(row("NEW", "036000291452"), row("OLD", ""), row("TWIN", "3")))
        .containsExactly("CREATED", "UPDATED", "UPDATED");
    assertThat(scan("0036000291452").getSku()).isEqualTo("NEW");
  }

  /** Imports the rows, and returns the result of each, or the reason why it has none. */
  private List<String> importRows(Row... rows) {
    return catalog
        .stub()
        .importProducts(ImportProductsRequest.newBuilder().addAllRows(List.of(rows)).build())
        .getResultsList()
        .stream()
        .map(
            result ->
                result.getErrorsCount() == 0
                    ? result.getResult().name()
                    : result.getErrors(0).getReason())
        .toList();
  }

  private static Row row(String sku, String barcode) {
    return Row.newBuilder().setSku(sku).setName(sku).setBarcode(barcode).build();
  }

  private Variant scan(String barcode) {
    return catalog
        .stub()
        .lookupVariant(LookupVariantRequest.newBuilder().setBarcode(barcode).build())
        .getVariant();
  }

  /** Puts the barcode of a variant into the tables as an older Laris did. */
  private void writeAsBefore(Variant variant, String barcode) throws SQLException {
    asOwner(
        "update variant set barcode = '%s' where id = '%s'".formatted(barcode, variant.getId()),
        "update barcode set code = '%s' where variant_id = '%s'"
            .formatted(barcode, variant.getId()));
  }

  private void migrate() throws IOException, SQLException {
    asOwner(
        new ClassPathResource("db/migration/catalog/V0007__one_key_for_a_gtin.sql")
            .getContentAsString(StandardCharsets.UTF_8));
  }

  private void asOwner(String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                database.url(), database.ownerUser(), database.ownerPassword());
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("set local search_path = catalog, public");
      statement.execute("set local app.tenant_id = '%s'".formatted(tenantId));
      for (String sql : statements) {
        statement.execute(sql);
      }
      connection.commit();
    }
  }
}
