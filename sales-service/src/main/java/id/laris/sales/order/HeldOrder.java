package id.laris.sales.order;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A DRAFT that was put aside, or not.
 *
 * @param label by which it is found again, such as the name of the customer
 * @param at null where it is not held
 * @param by the user who put it aside; null where it is not held
 */
public record HeldOrder(
    @JsonProperty("held_label") String label,
    @JsonProperty("held_at") @Nullable Instant at,
    @JsonProperty("held_by") @Nullable UUID by) {

  static final HeldOrder NOT = new HeldOrder("", null, null);

  boolean isHeld() {
    return at != null;
  }

  /** Returns whether it is held under this label. */
  public boolean is(String wanted) {
    return isHeld() && label.equals(wanted);
  }
}
