package id.laris.sales.order;

import id.laris.common.Ids;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.LabelledQuantity;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.NewOrderItem;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A line that the till asks to add to an order.
 *
 * @param variantId null where the product has only one
 * @param quantity in the smallest step of the unit; 0 with a label, which says it
 * @param labelBarcode of the label that a scale printed; empty for none
 * @param employeeId null where the employee of the order sells it
 */
public record ItemRequest(
    UUID id,
    @Nullable UUID productId,
    @Nullable UUID variantId,
    long quantity,
    String labelBarcode,
    List<UUID> modifierIds,
    String notes,
    @Nullable UUID employeeId) {

  public static ItemRequest from(AddOrderItemRequest request) {
    return from(
        "",
        new ItemRequest(
            Ids.orNext(request.getId()),
            Ids.parseOrNull(request.getProductId()),
            Ids.parseOrNull(request.getVariantId()),
            request.getQuantity(),
            request.getLabelBarcode(),
            request.getModifierIdsList().stream().map(Ids::parse).toList(),
            request.getNotes(),
            Ids.parseOrNull(request.getEmployeeId())));
  }

  /**
   * The items of a sale that comes in one call.
   *
   * @param field the field of the request that has them
   */
  public static List<ItemRequest> from(String field, List<NewOrderItem> items) {
    List<ItemRequest> wanted =
        IntStream.range(0, items.size())
            .mapToObj(i -> from("%s[%d].".formatted(field, i), items.get(i)))
            .toList();
    Ids.requireDistinct(field, wanted, ItemRequest::id);
    return wanted;
  }

  private static ItemRequest from(String path, NewOrderItem item) {
    return from(
        path,
        new ItemRequest(
            Ids.orNext(item.getId()),
            Ids.parseOrNull(item.getProductId()),
            Ids.parseOrNull(item.getVariantId()),
            item.getQuantity(),
            item.getLabelBarcode(),
            item.getModifierIdsList().stream().map(Ids::parse).toList(),
            item.getNotes(),
            Ids.parseOrNull(item.getEmployeeId())));
  }

  /** The field that says what is to be sold. */
  public String goodsField() {
    if (!labelBarcode.isEmpty()) {
      return "label_barcode";
    }
    return variantId == null ? "product_id" : "variant_id";
  }

  private static ItemRequest from(String path, ItemRequest wanted) {
    LabelledQuantity.require(path, wanted.labelBarcode, wanted.quantity);
    if (wanted.labelBarcode.isEmpty() && wanted.productId == null && wanted.variantId == null) {
      throw Errors.invalid(
          path + "variant_id",
          "must name a variant, unless product_id names a product with only one");
    }
    return wanted;
  }
}
