package id.laris.sales;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import com.google.protobuf.TextFormat;
import com.google.type.Date;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.GetSalesSettingsRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.SalesSettings;
import id.laris.pos.v1.UpdateSalesSettingsRequest;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The settings of a tenant and their effect on its sales. */
@SalesTest
class SettingsTest {

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeClock clock;

  private final UUID tenant = UUID.randomUUID();
  private Till till;
  private String tea;

  @BeforeEach
  void newTenant() {
    till = new Till(calls.as(tenant));
    tea = catalog.sell("Tea", 1_000_050);
  }

  @AfterEach
  void backToTheStart() {
    clock.set(FakeClock.START);
  }

  @Test
  void whoSetNothingHasTheDefaults() {
    SalesSettings settings = settings();

    assertThat(settings.getCurrency()).isEqualTo("IDR");
    assertThat(settings.getTimeZone()).isEqualTo("Asia/Jakarta");
    assertThat(settings.getBusinessDayCutoffMinutes()).isZero();
    assertThat(settings.getDiscountLimitPpm()).isEqualTo(200_000);
    assertThat(settings.getRoundingIncrement()).isZero();
    assertThat(settings.getLanguage()).isEqualTo("en");
    assertThat(settings.getVersion()).isZero();
    assertThat(settings.hasUpdatedAt()).isFalse();
  }

  @Test
  void anUpdateTakesOverWhatItsMaskNamesAndCountsTheVersion() {
    SalesSettings wanted =
        SalesSettings.newBuilder().setShopName("Laris").setReceiptFooter("Bye").build();

    SalesSettings first = till.set(wanted, "shop_name");
    SalesSettings second = till.set(wanted, "receipt_footer", "receipt_footer");

    assertThat(first.getShopName()).isEqualTo("Laris");
    assertThat(first.getReceiptFooter()).isEmpty();
    assertThat(first.getVersion()).isEqualTo(1);
    assertThat(first.hasUpdatedAt()).isTrue();
    assertThat(second.getReceiptFooter()).isEqualTo("Bye");
    assertThat(second.getShopName()).isEqualTo("Laris");
    assertThat(second.getVersion()).isEqualTo(2);
    assertThat(settings()).isEqualTo(second);
    assertThat(new Till(calls.as(UUID.randomUUID())).create().getCurrency()).isEqualTo("IDR");
  }

  @Test
  void theHeaderOfReceiptsIsKept() {
    SalesSettings header =
        SalesSettings.newBuilder()
            .setShopName("Warung Laris")
            .setShopAddress("Jl. Tunjungan 1\nSurabaya")
            .setTaxNumber("01.234.567.8-901.000")
            .build();

    SalesSettings changed = till.set(header, "shop_name", "shop_address", "tax_number");

    assertThat(changed.getShopAddress()).isEqualTo(header.getShopAddress());
    assertThat(changed.getTaxNumber()).isEqualTo(header.getTaxNumber());
    assertThat(settings()).isEqualTo(changed);
  }

  @ParameterizedTest
  @CsvSource({"shop_address, 501", "tax_number, 51"})
  void aHeaderThatIsTooLongIsRefused(String path, int length) throws Exception {
    SalesSettings wanted =
        TextFormat.parse("%s: \"%s\"".formatted(path, "x".repeat(length)), SalesSettings.class);

    Refusal.of(() -> till.set(wanted, path))
        .has(Reason.VALIDATION_FAILED)
        .naming("settings." + path);
  }

  @Test
  void aStaleVersionIsRefused() {
    SalesSettings laris = SalesSettings.newBuilder().setShopName("Laris").build();
    UpdateSalesSettingsRequest request =
        UpdateSalesSettingsRequest.newBuilder()
            .setSettings(laris)
            .setUpdateMask(FieldMask.newBuilder().addPaths("shop_name"))
            .setVersion(0)
            .build();
    till.sales().updateSalesSettings(request);

    Refusal.of(() -> till.sales().updateSalesSettings(request))
        .has(Reason.VERSION_CONFLICT)
        .with("expected", 0)
        .with("actual", 1);
  }

  @ParameterizedTest
  @CsvSource({
    "currency, currency: \"XXX\"",
    "currency, ''",
    "time_zone, time_zone: \"Asia/Nowhere\"",
    "time_zone, time_zone: \"+07:00\"",
    "time_zone, time_zone: \"UTC+7\"",
    "time_zone, time_zone: \"Z\"",
    "time_zone, ''",
    "language, ''",
    "language, language: \"fr\"",
    "business_day_cutoff_minutes, business_day_cutoff_minutes: 1440",
    "discount_limit_ppm, discount_limit_ppm: 1000001",
    "rounding_increment, rounding_increment: -1"
  })
  void aSettingThatCannotBeIsRefused(String path, String settings) throws Exception {
    SalesSettings wanted = TextFormat.parse(settings, SalesSettings.class);

    Refusal.of(() -> till.set(wanted, path))
        .has(Reason.VALIDATION_FAILED)
        .naming("settings." + path);
    assertThat(settings().getVersion()).isZero();
    assertThat(settings().hasUpdatedAt()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "version", "updated_at", "settings.currency", "*"})
  void aMaskThatNamesAnythingElseIsRefused(String path) {
    Refusal.of(() -> till.set(SalesSettings.newBuilder().setCurrency("USD").build(), path))
        .has(Reason.VALIDATION_FAILED)
        .naming("update_mask");
  }

  @Test
  void settingsNeedTheirOwnScope() {
    Till cashier = new Till(calls.as(tenant, "sales.read sales.write"));

    Refusal.of(() -> cashier.set(SalesSettings.newBuilder().setShopName("X").build(), "shop_name"))
        .has(Reason.PERMISSION_DENIED)
        .with("permission", "sales.settings");
  }

  @Test
  void ordersThatNameNoCurrencyAreInTheTenants() {
    till.set(SalesSettings.newBuilder().setCurrency("USD").build(), "currency");

    assertThat(till.create().getCurrency()).isEqualTo("USD");
    Order sold =
        till.sales()
            .checkout(Sales.sale(Sales.item(tea, 1)).addPayments(Sales.cash(1_000_050)).build())
            .getOrder();
    assertThat(sold.getTotal().getCurrency()).isEqualTo("USD");
    assertThat(sold.getTotal().getAmount()).as("cents are counted").isEqualTo(1_000_050);
  }

  @ParameterizedTest
  @CsvSource({"0, 1000100", "1, 1000050", "100, 1000100", "1000, 1000000", "50000, 1000000"})
  void amountsAreRoundedToTheIncrement(long increment, long total) {
    till.set(
        SalesSettings.newBuilder().setRoundingIncrement(increment).build(), "rounding_increment");

    assertThat(till.draft(tea, 1).getTotal().getAmount()).isEqualTo(total);
  }

  @Test
  void theIncrementIsThatOfTheOwnCurrencyAndRoundsNoOther() {
    till.set(SalesSettings.newBuilder().setRoundingIncrement(50_000).build(), "rounding_increment");

    Order sold =
        till.sales()
            .checkout(
                Sales.sale(Sales.item(tea, 1))
                    .setCurrency("USD")
                    .addPayments(Sales.cash(1_000_050))
                    .build())
            .getOrder();

    assertThat(sold.getTotal().getAmount()).isEqualTo(1_000_050);
  }

  @ParameterizedTest
  @CsvSource({
    // zone, cutoff in minutes, moment (UTC), business date
    "Asia/Jakarta,        0, 2026-01-15T16:59:59.999999Z, 2026-01-15",
    "Asia/Jakarta,        0, 2026-01-15T17:00:00Z,        2026-01-16",
    "Asia/Jakarta,      240, 2026-01-15T20:59:59.999999Z, 2026-01-15",
    "Asia/Jakarta,      240, 2026-01-15T21:00:00Z,        2026-01-16",
    "Asia/Jayapura,       0, 2026-01-15T15:00:00Z,        2026-01-16",
    "Asia/Jayapura,    1439, 2026-01-16T14:58:59Z,        2026-01-15",
    "Asia/Jayapura,    1439, 2026-01-16T14:59:00Z,        2026-01-16",
    "America/New_York,    0, 2026-03-08T04:59:59Z,        2026-03-07",
    "America/New_York,  180, 2026-03-08T06:59:59Z,        2026-03-07",
    "America/New_York,  180, 2026-03-08T07:00:00Z,        2026-03-08",
    "UTC,                 0, 2026-12-31T23:59:59Z,        2026-12-31",
    "Pacific/Kiritimati,  0, 2026-12-31T10:00:00Z,        2027-01-01"
  })
  void theBusinessDayIsThatOfTheZoneAndItsCutoff(
      String zone, int cutoff, Instant moment, LocalDate day) {
    till.set(
        SalesSettings.newBuilder().setTimeZone(zone).setBusinessDayCutoffMinutes(cutoff).build(),
        "time_zone",
        "business_day_cutoff_minutes");
    clock.set(moment);

    Order order = till.complete(till.paid(tea, 1));

    assertThat(order.getBusinessDate())
        .isEqualTo(
            Date.newBuilder()
                .setYear(day.getYear())
                .setMonth(day.getMonthValue())
                .setDay(day.getDayOfMonth())
                .build());
    assertThat(order.getReceiptNumber())
        .isEqualTo("POS-%s-0001".formatted(day.toString().replace("-", "")));
  }

  @Test
  void eachBusinessDayCountsItsReceiptsFromOne() {
    assertThat(till.complete(till.paid(tea, 1)).getReceiptNumber()).isEqualTo("POS-20260115-0001");
    Order overnight = till.paid(tea, 1);
    clock.set(Instant.parse("2026-01-15T17:00:00Z"));

    assertThat(till.complete(overnight).getReceiptNumber()).isEqualTo("POS-20260116-0001");
    clock.set(FakeClock.START);
    assertThat(till.complete(till.paid(tea, 1)).getReceiptNumber()).isEqualTo("POS-20260115-0002");
  }

  private SalesSettings settings() {
    return till.sales()
        .getSalesSettings(GetSalesSettingsRequest.getDefaultInstance())
        .getSettings();
  }
}
