package id.laris.sales.order;

import id.laris.pos.v1.Order.Type;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The circumstances of a sale: location, register, customer, employee, type and table. */
@Embeddable
public record OrderDetails(
    @Column(name = "location_id") @Nullable UUID locationId,
    @Column(name = "register_id") @Nullable UUID registerId,
    @Column(name = "customer_id") @Nullable UUID customerId,
    @Column(name = "employee_id") @Nullable UUID employeeId,
    @Column(name = "employee_name") String employeeName,
    @Column(name = "order_type") @Enumerated(EnumType.STRING) Type orderType,
    @Column(name = "table_label") String table,
    @Column(name = "notes") String notes,
    @Column(name = "external_reference") String externalReference) {

  /** The field that names the location. */
  public static final String LOCATION = "location_id";

  /** The names of the fields, as an update mask has them. */
  public static final Set<String> FIELDS =
      Set.of(
          LOCATION,
          "register_id",
          "customer_id",
          "employee_id",
          "employee_name",
          "order_type",
          "table",
          "notes",
          "external_reference");

  /** The fields that decide prices. */
  private static final Set<String> PRICING_FIELDS = Set.of(LOCATION, "order_type");

  public static boolean changesPrices(Set<String> fields) {
    return fields.stream().anyMatch(PRICING_FIELDS::contains);
  }

  /** These details, with the named fields of the others. */
  OrderDetails with(OrderDetails other, Set<String> fields) {
    return new OrderDetails(
        fields.contains(LOCATION) ? other.locationId : locationId,
        fields.contains("register_id") ? other.registerId : registerId,
        fields.contains("customer_id") ? other.customerId : customerId,
        fields.contains("employee_id") ? other.employeeId : employeeId,
        fields.contains("employee_name") ? other.employeeName : employeeName,
        fields.contains("order_type") ? other.orderType : orderType,
        fields.contains("table") ? other.table : table,
        fields.contains("notes") ? other.notes : notes,
        fields.contains("external_reference") ? other.externalReference : externalReference);
  }
}
