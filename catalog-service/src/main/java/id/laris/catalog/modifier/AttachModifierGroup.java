package id.laris.catalog.modifier;

import id.laris.catalog.product.AttachedModifierGroups;
import id.laris.common.Ids;
import id.laris.common.db.Resource;
import id.laris.common.db.Writes;
import id.laris.pos.v1.AttachModifierGroupRequest;
import id.laris.pos.v1.AttachModifierGroupResponse;
import id.laris.pos.v1.DetachModifierGroupRequest;
import id.laris.pos.v1.DetachModifierGroupResponse;
import org.springframework.stereotype.Component;

/**
 * Offers a modifier group with a product, and removes it again.
 *
 * <p>Errors: NOT_FOUND (group, product).
 */
@Component
public class AttachModifierGroup {

  private final Resource<ModifierGroup, id.laris.pos.v1.ModifierGroup> groups;
  private final AttachedModifierGroups attached;
  private final Writes writes;

  AttachModifierGroup(
      Resource<ModifierGroup, id.laris.pos.v1.ModifierGroup> groups,
      AttachedModifierGroups attached,
      Writes writes) {
    this.groups = groups;
    this.attached = attached;
    this.writes = writes;
  }

  /** Offers a group with a product, or moves it among the product's groups. */
  public AttachModifierGroupResponse attach(AttachModifierGroupRequest request) {
    return writes.once(
        request,
        AttachModifierGroupResponse.parser(),
        () -> {
          ModifierGroup group = groups.lockLive(Ids.parse(request.getModifierGroupId()));
          return AttachModifierGroupResponse.newBuilder()
              .setProduct(
                  attached.attach(
                      Ids.parse(request.getProductId()), group.id(), request.getSortOrder()))
              .build();
        });
  }

  /** Removes a group from a product; nothing happens if the product does not offer it. */
  public DetachModifierGroupResponse detach(DetachModifierGroupRequest request) {
    return writes.once(
        request,
        DetachModifierGroupResponse.parser(),
        () -> {
          ModifierGroup group = groups.lock(Ids.parse(request.getModifierGroupId()));
          return DetachModifierGroupResponse.newBuilder()
              .setProduct(attached.detach(Ids.parse(request.getProductId()), group.id()))
              .build();
        });
  }
}
