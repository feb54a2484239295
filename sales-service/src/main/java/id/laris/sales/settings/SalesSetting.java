package id.laris.sales.settings;

import id.laris.common.db.TenantRow;
import id.laris.common.money.Currencies;
import id.laris.sales.location.BusinessDay;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.ZoneId;
import java.util.UUID;

/** A tenant's settings for its sales. A tenant without a row has the defaults. */
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

  @Column(name = "shop_address")
  private String shopAddress = "";

  @Column(name = "tax_number")
  private String taxNumber = "";

  @Column(name = "receipt_footer")
  private String receiptFooter = "";

  private String language = "en";

  @Column(name = "sell_without_promotions")
  private boolean sellWithoutPromotions;

  @Column(name = "require_open_shift")
  private boolean requireOpenShift;

  /** The defaults. */
  protected SalesSetting() {
    super(ID);
  }

  void setCurrency(String currency) {
    this.currency = currency;
  }

  void setTimeZone(ZoneId timeZone) {
    this.timeZone = timeZone.getId();
  }

  void setBusinessDayCutoffMinutes(int businessDayCutoffMinutes) {
    this.businessDayCutoffMinutes = businessDayCutoffMinutes;
  }

  void setDiscountLimitPpm(long discountLimitPpm) {
    this.discountLimitPpm = discountLimitPpm;
  }

  void setRoundingIncrement(long roundingIncrement) {
    this.roundingIncrement = roundingIncrement;
  }

  void setShopName(String shopName) {
    this.shopName = shopName;
  }

  void setShopAddress(String shopAddress) {
    this.shopAddress = shopAddress;
  }

  void setTaxNumber(String taxNumber) {
    this.taxNumber = taxNumber;
  }

  void setReceiptFooter(String receiptFooter) {
    this.receiptFooter = receiptFooter;
  }

  void setLanguage(String language) {
    this.language = language;
  }

  void setSellWithoutPromotions(boolean sellWithoutPromotions) {
    this.sellWithoutPromotions = sellWithoutPromotions;
  }

  void setRequireOpenShift(boolean requireOpenShift) {
    this.requireOpenShift = requireOpenShift;
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
   * The step in minor units to which computed amounts in the currency are rounded. The tenant's
   * choice is only for its own currency, because a hundred minor units of another may be a fortune.
   */
  public long incrementOf(String anyCurrency) {
    boolean chosen = roundingIncrement != 0 && anyCurrency.equals(currency);
    return chosen ? roundingIncrement : Currencies.accountingIncrement(anyCurrency);
  }

  public String shopName() {
    return shopName;
  }

  public String shopAddress() {
    return shopAddress;
  }

  public String taxNumber() {
    return taxNumber;
  }

  public String receiptFooter() {
    return receiptFooter;
  }

  public String language() {
    return language;
  }

  /** Returns whether orders are priced without promotions while these are not known. */
  public boolean sellWithoutPromotions() {
    return sellWithoutPromotions;
  }

  /** Returns whether payments need a register with an open shift. */
  public boolean requireOpenShift() {
    return requireOpenShift;
  }
}
