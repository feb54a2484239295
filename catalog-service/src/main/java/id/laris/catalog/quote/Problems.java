package id.laris.catalog.quote;

import id.laris.common.Ids;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.QuoteProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Collects what keeps the items of a quote from being sold. */
final class Problems {

  private final List<QuoteProblem> all = new ArrayList<>();

  /** Returns them by item; those of one item in the order in which they were found. */
  List<QuoteProblem> all() {
    return all.stream().sorted(Comparator.comparingInt(QuoteProblem::getItemIndex)).toList();
  }

  /** The problems of one item. */
  OfItem ofItem(int index) {
    return new OfItem(index);
  }

  final class OfItem {

    private final int index;
    private @Nullable UUID variantId;
    private boolean any;

    private OfItem(int index) {
      this.index = index;
    }

    /** From here on the variant is known. */
    void of(UUID variant) {
      variantId = variant;
    }

    void add(Reason reason, String message) {
      add("", reason, message);
    }

    /** Adds a problem of one field of the item. */
    void add(String field, Reason reason, String message) {
      any = true;
      all.add(
          QuoteProblem.newBuilder()
              .setItemIndex(index)
              .setField(field)
              .setReason(reason.name())
              .setMessage(message)
              .setVariantId(Ids.text(variantId))
              .build());
    }

    boolean any() {
      return any;
    }
  }
}
