package id.laris.sales.settings;

import id.laris.common.db.TenantRow;
import id.laris.common.money.Currencies;
import id.laris.sales.location.BusinessDay;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.ZoneId;
import java.util.UUID;

/** The settings that a tenant has for its sales. A tenant without a row has the defaults. */
@Entity
@Table(name = "sales_setting", schema = "sales")
public class SalesSetting extends TenantRow {

  /** The row's id, the same for every tenant: each has one row. */
  static final UUID ID = new UUID(0, 1);

  private static final long DEFAULT_DISCOUNT_LIMIT_PPM = 200_000;

  private String currency = "IDR";

  @Column(name = "time_zone")
  private String timeZone = "Asia/Jakarta";

  @Column(name = "business_day_cutoff_minutes")
  private int businessDayCutoffMinutes;

  @Column(name = "discount_limit_ppm")
  private long discountLimitPpm = DEFAULT_DISCOUNT_LIMIT_PPM;

  @Column(name = "rounding_increment")
  private long roundingIncrement;

  @Column(name = "shop_name")
  private String shopName = "";

  @Column(name = "receipt_footer")
  private String receiptFooter = "";

  private String language = "en";

  /** The defaults. */
  protected SalesSetting() {
    super(ID);
  }

  void sellIn(String newCurrency) {
    currency = newCurrency;
  }

  void keepTimeOf(ZoneId zone) {
    timeZone = zone.getId();
  }

  void beginDayAt(int minutesAfterMidnight) {
    businessDayCutoffMinutes = minutesAfterMidnight;
  }

  void limitDiscountsTo(long ppm) {
    discountLimitPpm = ppm;
  }

  void roundTo(long increment) {
    roundingIncrement = increment;
  }

  void callShop(String name) {
    shopName = name;
  }

  void endReceiptsWith(String footer) {
    receiptFooter = footer;
  }

  void speak(String newLanguage) {
    language = newLanguage;
  }

  /** Currency of orders that name none. */
  public String currency() {
    return currency;
  }

  String timeZone() {
    return timeZone;
  }

  /** The day of sales without a location. */
  public BusinessDay businessDay() {
    return new BusinessDay(ZoneId.of(timeZone), businessDayCutoffMinutes);
  }

  int businessDayCutoffMinutes() {
    return businessDayCutoffMinutes;
  }

  /** The discount that needs nobody's approval, in parts per million. */
  public long discountLimitPpm() {
    return discountLimitPpm;
  }

  long roundingIncrement() {
    return roundingIncrement;
  }

  /**
   * What computed amounts in the currency are rounded to, in minor units. The tenant's choice is
   * for its own currency: a hundred of one are nothing, and of another a fortune.
   */
  public long incrementOf(String anyCurrency) {
    boolean chosen = roundingIncrement != 0 && anyCurrency.equals(currency);
    return chosen ? roundingIncrement : Currencies.accountingIncrement(anyCurrency);
  }

  public String shopName() {
    return shopName;
  }

  public String receiptFooter() {
    return receiptFooter;
  }

  public String language() {
    return language;
  }
}
