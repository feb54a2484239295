package id.laris.catalog.memory;

import id.laris.common.Ids;
import id.laris.pos.v1.Product;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A product as it was read, deleted or not.
 *
 * @param message as answers have it
 * @param categoryId null where it has none
 * @param taxRuleIds the tax rules that it names itself
 * @param modifierGroupIds the groups that it offers, in their order
 */
public record KnownProduct(
    Product message,
    UUID id,
    @Nullable UUID categoryId,
    Set<UUID> taxRuleIds,
    List<UUID> modifierGroupIds) {

  static KnownProduct of(Product message) {
    return new KnownProduct(
        message,
        Ids.parse(message.getId()),
        Ids.parseOrNull(message.getCategoryId()),
        Set.copyOf(Ids.parseAll(message.getTaxRuleIdsList())),
        Ids.parseAll(message.getModifierGroupIdsList()));
  }

  /** Returns whether it is active and not deleted. */
  public boolean isSellable() {
    return message.getActive() && !message.hasDeletedAt();
  }
}
