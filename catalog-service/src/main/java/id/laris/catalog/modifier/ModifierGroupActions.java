package id.laris.catalog.modifier;

import id.laris.catalog.product.AttachedModifierGroups;
import id.laris.common.Ids;
import id.laris.common.db.Filter;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.grpc.Protos;
import id.laris.events.types.CatalogEvents;
import id.laris.pos.v1.AttachModifierGroupRequest;
import id.laris.pos.v1.AttachModifierGroupResponse;
import id.laris.pos.v1.CreateModifierGroupRequest;
import id.laris.pos.v1.CreateModifierGroupResponse;
import id.laris.pos.v1.DeleteModifierGroupRequest;
import id.laris.pos.v1.DeleteModifierGroupResponse;
import id.laris.pos.v1.DetachModifierGroupRequest;
import id.laris.pos.v1.DetachModifierGroupResponse;
import id.laris.pos.v1.GetModifierGroupRequest;
import id.laris.pos.v1.GetModifierGroupResponse;
import id.laris.pos.v1.ListModifierGroupsRequest;
import id.laris.pos.v1.ListModifierGroupsResponse;
import id.laris.pos.v1.UpdateModifierGroupRequest;
import id.laris.pos.v1.UpdateModifierGroupResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What can be done with modifier groups. */
@Component
public class ModifierGroupActions {

  private static final Set<String> UPDATABLE =
      Set.of("name", "min_select", "max_select", "sort_order");

  private final ModifierGroups groups;
  private final Modifiers modifiers;
  private final ModifierGroupStore store;
  private final AttachedModifierGroups attached;
  private final Writes writes;
  private final Reads reads;
  private final Clock clock;

  ModifierGroupActions(
      ModifierGroups groups,
      Modifiers modifiers,
      ModifierGroupStore store,
      AttachedModifierGroups attached,
      Writes writes,
      Reads reads,
      Clock clock) {
    this.groups = groups;
    this.modifiers = modifiers;
    this.store = store;
    this.attached = attached;
    this.writes = writes;
    this.reads = reads;
    this.clock = clock;
  }

  /** Makes a group; one of the same id and content is returned as it is. */
  public CreateModifierGroupResponse create(CreateModifierGroupRequest request) {
    return writes.once(
        request,
        CreateModifierGroupResponse.parser(),
        () -> {
          ModifierGroup wanted =
              new ModifierGroup(
                  Ids.orNext(request.getId()),
                  request.getName(),
                  request.getMinSelect(),
                  request.getMaxSelect(),
                  request.getSortOrder());
          id.laris.pos.v1.ModifierGroup group =
              groups
                  .storedBefore(request.getId(), "modifier group", wanted, ModifierProtos::content)
                  .map(store::toProto)
                  .orElseGet(() -> store.store(wanted, CatalogEvents.MODIFIER_GROUP.created()));
          return CreateModifierGroupResponse.newBuilder().setModifierGroup(group).build();
        });
  }

  public GetModifierGroupResponse get(GetModifierGroupRequest request) {
    UUID id = Ids.parse(request.getModifierGroupId());
    return reads.run(
        () ->
            GetModifierGroupResponse.newBuilder()
                .setModifierGroup(
                    store.toProto(
                        groups.findById(id).orElseThrow(() -> ModifierGroupStore.notFound(id))))
                .build());
  }

  /** The groups with these ids, deleted or not, in no order; for who has a transaction already. */
  public List<id.laris.pos.v1.ModifierGroup> byIds(Collection<UUID> ids) {
    return store.toProtos(groups.findByIdIn(ids));
  }

  public ListModifierGroupsResponse list(ListModifierGroupsRequest request) {
    UUID productId = Ids.parseOrNull(request.getProductId());
    return reads.run(
        () -> {
          Filter<ModifierGroup> filter =
              Filter.<ModifierGroup>all().deletedToo(request.getIncludeDeleted());
          if (productId != null) {
            List<UUID> ids = attached.of(productId);
            filter.and((row, cb) -> row.get("id").in(ids));
          }
          Page<ModifierGroup> page = Page.find(groups, request.getPagination(), filter);
          return ListModifierGroupsResponse.newBuilder()
              .addAllModifierGroups(store.toProtos(page.items()))
              .setPagination(page.pagination())
              .build();
        });
  }

  /** Takes over the fields that the mask names. */
  public UpdateModifierGroupResponse update(UpdateModifierGroupRequest request) {
    id.laris.pos.v1.ModifierGroup wanted = request.getModifierGroup();
    List<String> paths = Protos.paths(request.getUpdateMask(), UPDATABLE);
    return writes.once(
        request,
        UpdateModifierGroupResponse.parser(),
        () -> {
          ModifierGroup group = store.lockLive(Ids.parse(wanted.getId()));
          group.requireVersion("modifier group", request.hasVersion(), request.getVersion());
          if (paths.contains("name")) {
            group.rename(Protos.required("modifier_group.name", wanted.getName()));
          }
          if (paths.contains("sort_order")) {
            group.sortAt(wanted.getSortOrder());
          }
          // Together, since each is bounded by the other.
          group.select(
              paths.contains("min_select") ? wanted.getMinSelect() : group.minSelect(),
              paths.contains("max_select") ? wanted.getMaxSelect() : group.maxSelect());
          return UpdateModifierGroupResponse.newBuilder()
              .setModifierGroup(store.storeUpdated(group))
              .build();
        });
  }

  /**
   * Deletes a group with its modifiers and takes it off every product; what is deleted already
   * stays as it is.
   */
  public DeleteModifierGroupResponse delete(DeleteModifierGroupRequest request) {
    return writes.once(
        request,
        DeleteModifierGroupResponse.parser(),
        () -> {
          ModifierGroup group = store.lock(Ids.parse(request.getModifierGroupId()));
          if (group.isDeleted()) {
            return DeleteModifierGroupResponse.newBuilder()
                .setModifierGroup(store.toProto(group))
                .build();
          }
          group.requireVersion("modifier group", request.hasVersion(), request.getVersion());
          Instant now = clock.instant();
          modifiers.offeredIn(List.of(group.id())).forEach(modifier -> modifier.delete(now));
          group.delete(now);
          attached.detachEverywhere(group.id());
          return DeleteModifierGroupResponse.newBuilder()
              .setModifierGroup(store.store(group, CatalogEvents.MODIFIER_GROUP.deleted()))
              .build();
        });
  }

  /** Offers a group with a product, or moves it among the product's groups. */
  public AttachModifierGroupResponse attach(AttachModifierGroupRequest request) {
    return writes.once(
        request,
        AttachModifierGroupResponse.parser(),
        () -> {
          ModifierGroup group = store.lockLive(Ids.parse(request.getModifierGroupId()));
          return AttachModifierGroupResponse.newBuilder()
              .setProduct(
                  attached.attach(
                      Ids.parse(request.getProductId()), group.id(), request.getSortOrder()))
              .build();
        });
  }

  /** Takes a group off a product; nothing happens where it is not offered with it. */
  public DetachModifierGroupResponse detach(DetachModifierGroupRequest request) {
    return writes.once(
        request,
        DetachModifierGroupResponse.parser(),
        () -> {
          ModifierGroup group = store.lock(Ids.parse(request.getModifierGroupId()));
          return DetachModifierGroupResponse.newBuilder()
              .setProduct(attached.detach(Ids.parse(request.getProductId()), group.id()))
              .build();
        });
  }
}
