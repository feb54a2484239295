package id.laris.sales.order;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The customer of an order, with name and number as they were when the order was given to it.
 *
 * @param id null without a customer
 * @param name empty without a customer, for orders from before it was copied, and once the customer
 *     is anonymised
 * @param number as the name, but an anonymised customer keeps it
 */
public record OrderCustomer(
    @JsonProperty("customer_id") @Nullable UUID id,
    @JsonProperty("customer_name") String name,
    @JsonProperty("customer_number") String number) {

  public static final OrderCustomer NONE = new OrderCustomer(null, "", "");
}
