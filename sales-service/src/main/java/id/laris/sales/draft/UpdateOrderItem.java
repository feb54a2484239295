package id.laris.sales.draft;

import id.laris.common.Ids;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.UpdateOrderItemRequest;
import id.laris.pos.v1.UpdateOrderItemResponse;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.staff.Staff;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Changes quantity, modifiers, notes or employee of a line of a DRAFT, and prices the order again.
 *
 * <p>Errors: NOT_FOUND; MODIFIER_SELECTION_INVALID; ITEM_INACTIVE of the employee;
 * ILLEGAL_STATE_TRANSITION, ORDER_VOIDED; VERSION_CONFLICT.
 */
@Component
public class UpdateOrderItem {

  private static final String EMPLOYEE = "employee_id";

  private static final Set<String> CHANGED = Set.of("quantity", "modifier_ids", "notes", EMPLOYEE);

  private final Drafts drafts;
  private final Staff staff;

  UpdateOrderItem(Drafts drafts, Staff staff) {
    this.drafts = drafts;
    this.staff = staff;
  }

  public UpdateOrderItemResponse run(UpdateOrderItemRequest request) {
    UUID itemId = Ids.parse(request.getItemId());
    Set<String> paths = Set.copyOf(Protos.paths(request.getUpdateMask(), CHANGED));
    if (paths.contains("quantity") && request.getQuantity() == 0) {
      throw Errors.invalid(
          "quantity", "must be more than 0: use RemoveOrderItem to remove the line");
    }
    return drafts.change(
        request,
        UpdateOrderItemResponse.parser(),
        Ids.parse(request.getOrderId()),
        order -> {
          order.requireVersion(request.hasVersion(), request.getVersion());
          if (paths.contains(EMPLOYEE)) {
            UUID employeeId = Ids.parseOrNull(request.getEmployeeId());
            staff.requireEmployee(EMPLOYEE, employeeId);
            order.changeEmployee(itemId, employeeId);
          }
          return order.changeItem(
              itemId,
              paths.contains("quantity") ? request.getQuantity() : null,
              paths.contains("modifier_ids") ? modifierIds(request) : null,
              paths.contains("notes") ? request.getNotes() : null);
        },
        draft ->
            draft.refuseProblemsOf(itemId, field -> CHANGED.contains(field) ? field : "item_id"),
        order ->
            UpdateOrderItemResponse.newBuilder()
                .setOrder(OrderProtos.toProto(order))
                .setItem(OrderProtos.toProto(order.item(itemId), order.currency()))
                .build());
  }

  private static List<UUID> modifierIds(UpdateOrderItemRequest request) {
    return request.getModifierIdsList().stream().map(Ids::parse).toList();
  }
}
