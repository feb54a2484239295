package id.laris.inventory.location;

import id.laris.common.db.DeletableRow;
import id.laris.pos.v1.Location.CashRounding;
import id.laris.pos.v1.Location.Kind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;

/** A shop or a warehouse. */
@Entity
@Table(name = "location", schema = "inventory")
public class Location extends DeletableRow {

  private String code = "";
  private String name = "";

  @Enumerated(EnumType.STRING)
  private Kind kind = Kind.STORE;

  @Column(name = "time_zone")
  private String timeZone = "";

  @Column(name = "business_day_cutoff_minutes")
  private int businessDayCutoffMinutes;

  @Column(name = "allow_negative_stock")
  private boolean allowNegativeStock;

  private String address = "";

  @Column(name = "cash_rounding_step")
  private long cashRoundingStep;

  @Enumerated(EnumType.STRING)
  @Column(name = "cash_rounding_mode")
  private CashRounding.Mode cashRoundingMode = CashRounding.Mode.HALF_UP;

  @Column(updatable = false)
  private String currency;

  @SuppressWarnings("NullAway") // Hibernate fills it in
  protected Location() {}

  Location(UUID id, String currency) {
    super(id);
    this.currency = currency;
  }

  /** Takes over every field that can change. */
  void take(id.laris.pos.v1.Location wanted, ZoneId zone) {
    CashRounding.Mode mode = wanted.getCashRounding().getMode();
    code = wanted.getCode();
    name = wanted.getName();
    kind = wanted.getKind() == Kind.KIND_UNSPECIFIED ? Kind.STORE : wanted.getKind();
    timeZone = zone.getId();
    businessDayCutoffMinutes = wanted.getBusinessDayCutoffMinutes();
    allowNegativeStock = wanted.getAllowNegativeStock();
    address = wanted.getAddress();
    cashRoundingStep = wanted.getCashRounding().getStep();
    cashRoundingMode =
        mode == CashRounding.Mode.MODE_UNSPECIFIED ? CashRounding.Mode.HALF_UP : mode;
  }

  public String code() {
    return code;
  }

  String name() {
    return name;
  }

  Kind kind() {
    return kind;
  }

  String timeZone() {
    return timeZone;
  }

  int businessDayCutoffMinutes() {
    return businessDayCutoffMinutes;
  }

  /** Returns whether it may sell goods even if the recorded stock is too low. */
  public boolean allowsNegativeStock() {
    return allowNegativeStock;
  }

  String address() {
    return address;
  }

  long cashRoundingStep() {
    return cashRoundingStep;
  }

  CashRounding.Mode cashRoundingMode() {
    return cashRoundingMode;
  }

  /** ISO 4217 code of the currency of its costs. */
  public String currency() {
    return currency;
  }

  /** Returns the local date of a moment. */
  public LocalDate date(Instant moment) {
    return moment
        .atZone(ZoneId.of(timeZone))
        .toLocalDateTime()
        .minusMinutes(businessDayCutoffMinutes)
        .toLocalDate();
  }
}
