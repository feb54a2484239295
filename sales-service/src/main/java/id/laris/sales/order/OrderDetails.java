package id.laris.sales.order;

import com.fasterxml.jackson.annotation.JsonProperty;
import id.laris.common.Caller;
import id.laris.pos.v1.Order.Channel;
import id.laris.pos.v1.Order.Type;
import id.laris.pos.v1.Payment;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances of a sale: location, register, employee, type, table, channel and intended
 * payment.
 *
 * @param covers the number of guests; 0 where it is not known
 */
public record OrderDetails(
    @JsonProperty("location_id") @Nullable UUID locationId,
    @JsonProperty("register_id") @Nullable UUID registerId,
    @JsonProperty("employee_id") @Nullable UUID employeeId,
    @JsonProperty("employee_name") String employeeName,
    @JsonProperty("order_type") Type orderType,
    @JsonProperty("table_label") String table,
    String notes,
    @JsonProperty("external_reference") String externalReference,
    @JsonProperty("intended_payment_type") Payment.Type intendedPaymentType,
    Channel channel,
    int covers) {

  /** The field that names the location, which an order keeps beside its details. */
  public static final String LOCATION = "location_id";

  /** The field that names the customer, which an order keeps beside its details. */
  public static final String CUSTOMER = "customer_id";

  public static final String REGISTER = "register_id";
  public static final String EMPLOYEE = "employee_id";

  private static final String CHANNEL = "channel";
  private static final String COVERS = "covers";
  private static final String INTENDED_PAYMENT_TYPE = "intended_payment_type";

  /** The names of the fields, as an update mask has them. */
  public static final Set<String> FIELDS =
      Set.of(
          LOCATION,
          REGISTER,
          CUSTOMER,
          EMPLOYEE,
          "employee_name",
          "order_type",
          "table",
          "notes",
          "external_reference",
          INTENDED_PAYMENT_TYPE,
          CHANNEL,
          COVERS);

  /** The fields that decide prices. */
  private static final Set<String> PRICING_FIELDS =
      Set.of(LOCATION, "order_type", INTENDED_PAYMENT_TYPE);

  public static boolean changesPrices(Set<String> fields) {
    return fields.stream().anyMatch(PRICING_FIELDS::contains);
  }

  /** Only a location. */
  public static OrderDetails at(@Nullable UUID locationId) {
    return of(locationId, null, null);
  }

  private static OrderDetails of(
      @Nullable UUID locationId, @Nullable UUID registerId, @Nullable UUID employeeId) {
    return new OrderDetails(
        locationId,
        registerId,
        employeeId,
        "",
        Type.TYPE_UNSPECIFIED,
        "",
        "",
        "",
        Payment.Type.TYPE_UNSPECIFIED,
        Channel.CHANNEL_UNSPECIFIED,
        0);
  }

  /**
   * These details, with the register and the employee of the caller's till unless they name others.
   */
  public OrderDetails atTill(Caller caller) {
    if (caller.registerId() == null) {
      return this;
    }
    Set<String> missing = new HashSet<>();
    if (registerId == null) {
      missing.add(REGISTER);
    }
    if (employeeId == null) {
      missing.add(EMPLOYEE);
    }
    return with(of(null, caller.registerId(), caller.userId()), missing);
  }

  /** These details, at the location unless they name another. */
  public OrderDetails atLocation(UUID ofRegister) {
    return locationId == null ? with(at(ofRegister), Set.of(LOCATION)) : this;
  }

  /** These details, at another register. */
  OrderDetails atRegister(UUID newRegister) {
    return with(of(null, newRegister, null), Set.of(REGISTER));
  }

  /** These details, with the named fields of the others. */
  OrderDetails with(OrderDetails other, Set<String> fields) {
    return new OrderDetails(
        fields.contains(LOCATION) ? other.locationId : locationId,
        fields.contains(REGISTER) ? other.registerId : registerId,
        fields.contains(EMPLOYEE) ? other.employeeId : employeeId,
        fields.contains("employee_name") ? other.employeeName : employeeName,
        fields.contains("order_type") ? other.orderType : orderType,
        fields.contains("table") ? other.table : table,
        fields.contains("notes") ? other.notes : notes,
        fields.contains("external_reference") ? other.externalReference : externalReference,
        fields.contains(INTENDED_PAYMENT_TYPE) ? other.intendedPaymentType : intendedPaymentType,
        fields.contains(CHANNEL) ? other.channel : channel,
        fields.contains(COVERS) ? other.covers : covers);
  }
}
