package id.laris.sales.order;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The receipt of a COMPLETED order. */
public record OrderReceipt(
    @JsonProperty("receipt_number") String number,
    @JsonProperty("business_date") LocalDate businessDate) {

  /** Returns the receipt as it was read; null where it has no number, because it is none. */
  @SuppressWarnings("NullAway") // Jackson fills in what there is
  static @Nullable OrderReceipt orNull(OrderReceipt read) {
    return read.number == null ? null : read;
  }
}
