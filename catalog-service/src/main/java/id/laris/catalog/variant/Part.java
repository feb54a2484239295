package id.laris.catalog.variant;

import id.laris.common.Ids;
import id.laris.pos.v1.Variant;
import java.util.List;
import java.util.UUID;

/**
 * A component of a composite variant.
 *
 * @param quantity how much one whole composite takes, in the smallest step of what the component's
 *     stock is counted in
 */
record Part(UUID variantId, long quantity) {

  static List<Part> listOf(List<Variant.Component> components) {
    return components.stream()
        .map(component -> new Part(Ids.parse(component.getVariantId()), component.getQuantity()))
        .toList();
  }

  Variant.Component toProto() {
    return Variant.Component.newBuilder()
        .setVariantId(variantId.toString())
        .setQuantity(quantity)
        .build();
  }
}
