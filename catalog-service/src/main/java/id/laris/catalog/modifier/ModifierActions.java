package id.laris.catalog.modifier;

import static id.laris.catalog.modifier.ModifierProtos.toProto;

import id.laris.common.Ids;
import id.laris.common.db.Filter;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CreateModifierRequest;
import id.laris.pos.v1.CreateModifierResponse;
import id.laris.pos.v1.DeleteModifierRequest;
import id.laris.pos.v1.DeleteModifierResponse;
import id.laris.pos.v1.GetModifierRequest;
import id.laris.pos.v1.GetModifierResponse;
import id.laris.pos.v1.ListModifiersRequest;
import id.laris.pos.v1.ListModifiersResponse;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.UpdateModifierRequest;
import id.laris.pos.v1.UpdateModifierResponse;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What can be done with modifiers. Each change is one of the group that they are in, and recorded
 * as that.
 */
@Component
public class ModifierActions {

  private static final Set<String> UPDATABLE =
      Set.of("name", "price_delta", "sort_order", "active");

  private final Modifiers modifiers;
  private final ModifierGroupStore groups;
  private final Writes writes;
  private final Reads reads;
  private final Clock clock;

  ModifierActions(
      Modifiers modifiers, ModifierGroupStore groups, Writes writes, Reads reads, Clock clock) {
    this.modifiers = modifiers;
    this.groups = groups;
    this.writes = writes;
    this.reads = reads;
    this.clock = clock;
  }

  /** Makes a modifier in a group; one of the same id and content is returned as it is. */
  public CreateModifierResponse create(CreateModifierRequest request) {
    return writes.once(
        request,
        CreateModifierResponse.parser(),
        () -> {
          Modifier wanted =
              new Modifier(
                  Ids.orNext(request.getId()),
                  Ids.parse(request.getGroupId()),
                  request.getName(),
                  priceDelta("price_delta", request.hasPriceDelta(), request.getPriceDelta()),
                  request.getSortOrder());
          Modifier modifier =
              modifiers
                  .storedBefore(request.getId(), "modifier", wanted, ModifierProtos::toProto)
                  .orElseGet(() -> stored(wanted, groups.lockLive(wanted.groupId())));
          return CreateModifierResponse.newBuilder().setModifier(toProto(modifier)).build();
        });
  }

  public GetModifierResponse get(GetModifierRequest request) {
    UUID id = Ids.parse(request.getModifierId());
    return reads.run(
        () ->
            GetModifierResponse.newBuilder()
                .setModifier(toProto(modifiers.findById(id).orElseThrow(() -> notFound(id))))
                .build());
  }

  public ListModifiersResponse list(ListModifiersRequest request) {
    return reads.run(
        () -> {
          Page<Modifier> page =
              Page.find(
                  modifiers,
                  request.getPagination(),
                  Filter.<Modifier>all()
                      .equal("groupId", Ids.parseOrNull(request.getGroupId()))
                      .deletedToo(request.getIncludeDeleted()));
          return ListModifiersResponse.newBuilder()
              .addAllModifiers(page.map(ModifierProtos::toProto))
              .setPagination(page.pagination())
              .build();
        });
  }

  /** Takes over the fields that the mask names. */
  public UpdateModifierResponse update(UpdateModifierRequest request) {
    id.laris.pos.v1.Modifier wanted = request.getModifier();
    List<String> paths = Protos.paths(request.getUpdateMask(), UPDATABLE);
    return writes.once(
        request,
        UpdateModifierResponse.parser(),
        () -> {
          UUID id = Ids.parse(wanted.getId());
          ModifierGroup group = lockGroupOf(id);
          Modifier modifier = lock(id);
          if (modifier.isDeleted()) {
            throw notFound(id);
          }
          modifier.requireVersion("modifier", request.hasVersion(), request.getVersion());
          take(modifier, wanted, paths);
          return UpdateModifierResponse.newBuilder()
              .setModifier(toProto(stored(modifier, group)))
              .build();
        });
  }

  private static void take(Modifier modifier, id.laris.pos.v1.Modifier wanted, List<String> paths) {
    for (String path : paths) {
      switch (path) {
        case "name" -> modifier.rename(Protos.required("modifier.name", wanted.getName()));
        case "price_delta" ->
            modifier.setPriceDelta(
                priceDelta("modifier.price_delta", wanted.hasPriceDelta(), wanted.getPriceDelta()));
        case "sort_order" -> modifier.sortAt(wanted.getSortOrder());
        case "active" -> modifier.setActive(wanted.getActive());
        default -> throw new IllegalArgumentException(path);
      }
    }
  }

  /** Deletes a modifier; what is deleted already stays as it is. */
  public DeleteModifierResponse delete(DeleteModifierRequest request) {
    return writes.once(
        request,
        DeleteModifierResponse.parser(),
        () -> {
          UUID id = Ids.parse(request.getModifierId());
          ModifierGroup group = lockGroupOf(id);
          Modifier modifier = lock(id);
          if (!modifier.isDeleted()) {
            modifier.requireVersion("modifier", request.hasVersion(), request.getVersion());
            modifier.delete(clock.instant());
            stored(modifier, group);
          }
          return DeleteModifierResponse.newBuilder().setModifier(toProto(modifier)).build();
        });
  }

  private ModifierGroup lockGroupOf(UUID id) {
    return groups.lock(modifiers.groupOf(id).orElseThrow(() -> notFound(id)));
  }

  private Modifier lock(UUID id) {
    return modifiers.lock(id).orElseThrow(() -> notFound(id));
  }

  /** Stores the modifier and says that its group has changed, where anything has. */
  private Modifier stored(Modifier modifier, ModifierGroup group) {
    boolean made = modifier.createdAt() == null;
    int before = modifier.version();
    Modifier stored = modifiers.saveAndFlush(modifier);
    if (made || stored.version() != before) {
      groups.storeTouched(group);
    }
    return stored;
  }

  private static @Nullable Money priceDelta(String field, boolean given, Money priceDelta) {
    return given ? Protos.money(field, priceDelta, -Protos.MAX_AMOUNT, Protos.MAX_AMOUNT) : null;
  }

  private static PosException notFound(UUID id) {
    return Errors.notFound("modifier", id);
  }
}
