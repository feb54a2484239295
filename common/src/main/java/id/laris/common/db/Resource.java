package id.laris.common.db;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import id.laris.common.Ids;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.PaginationRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A kind of resource that callers create, read, list, update and delete, such as suppliers. This
 * class has the rules that hold for every kind; {@link ResourceBuilder} takes the differences.
 *
 * <p>The RPCs follow the conventions of the API: {@code CreateSupplier {id, name, ...}}, {@code
 * GetSupplier {supplier_id}}, {@code ListSuppliers {pagination, include_deleted, ...}}, {@code
 * UpdateSupplier {supplier, update_mask, version}}, {@code DeleteSupplier {supplier_id, version}};
 * each answer carries the resource in the field of its name.
 *
 * <p>Errors of all kinds: NOT_FOUND, before anything else that needs the database;
 * VERSION_CONFLICT; ALREADY_EXISTS where a client-made id was used for other content;
 * VALIDATION_FAILED.
 *
 * @param <E> the row
 * @param <P> the resource on the wire
 */
public final class Resource<E extends TenantRow, P extends Message> {

  private final ResourceBuilder<E, P> kind;
  private final Rows<E> rows;
  private final Writes writes;
  private final Reads reads;
  private final Outbox outbox;
  private final Clock clock;

  Resource(ResourceBuilder<E, P> kind, Writes writes, Reads reads, Outbox outbox, Clock clock) {
    this.kind = kind;
    this.rows = kind.rows;
    this.writes = writes;
    this.reads = reads;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Its name in messages, such as {@code tax rule}. */
  public String name() {
    return kind.name;
  }

  /** The name of its field in requests and answers, such as {@code tax_rule}. */
  public String field() {
    return kind.field;
  }

  /**
   * Creates a resource. A repeated call with the same client-made id and content returns the
   * resource that is there.
   *
   * @param answer an empty response of the RPC
   */
  public <R extends Message> R create(Message request, R answer) {
    return writes.onceAsked(
        request, parser(answer), () -> askForCreate(request), () -> answer(answer, make(request)));
  }

  private void askForCreate(Message request) {
    BiConsumer<P, P> ask = kind.beforeTransaction;
    if (ask != null && !reads.isStored(rows, text(request, "id"))) {
      ask.accept(kind.empty, kind.described(request));
    }
  }

  /** Creates a resource in the current transaction. */
  public P make(Message request) {
    Change<E, P> change = creation(request);
    E wanted = change.row();
    Optional<E> stored =
        text(request, "id").isEmpty() ? Optional.empty() : rows.findById(wanted.id());
    if (stored.isPresent()) {
      return sameOrRefused(stored.get(), change);
    }
    kind.beforeSave.accept(List.of(change));
    return store(wanted, kind.events.created(), () -> kind.afterSave.accept(List.of(change)));
  }

  /**
   * Creates many resources without client-made ids in the current transaction, with about as many
   * statements as for one.
   */
  public List<P> makeAll(List<? extends Message> requests) {
    List<Change<E, P>> changes = requests.stream().map(this::creation).toList();
    kind.beforeSave.accept(changes);
    return storeAll(
        changes.stream().map(Change::row).toList(),
        kind.events.created(),
        () -> kind.afterSave.accept(changes));
  }

  private Change<E, P> creation(Message request) {
    P described = kind.described(request);
    E wanted = kind.fresh.apply(Ids.orNext(text(request, "id")), described);
    Change<E, P> change = new Change<>(wanted, kind.empty, described, kind.updatable, "");
    kind.apply.accept(change);
    return change;
  }

  /** The resource that was created before under the client-made id. */
  private P sameOrRefused(E stored, Change<E, P> wanted) {
    if (!kind.isSame.test(stored, wanted)) {
      throw Errors.alreadyExists(kind.name, stored.id());
    }
    return show(stored);
  }

  /** Reads one resource, deleted or not. */
  public <R extends Message> R get(Message request, R answer) {
    UUID id = Ids.parse(text(request, kind.field + "_id"));
    return reads.run(() -> answer(answer, shown(id)));
  }

  /** The row, deleted or not, read in the current transaction. */
  public E find(UUID id) {
    return rows.findById(id).orElseThrow(() -> notFound(id));
  }

  /** Reads a page of the resources that the request's filter lets through, in its direction. */
  public <R extends Message> R list(Message request, R answer) {
    FieldDescriptor deletedToo = request.getDescriptorForType().findFieldByName("include_deleted");
    FieldDescriptor descending = request.getDescriptorForType().findFieldByName("descending");
    Direction direction =
        Direction.of(descending != null && (boolean) request.getField(descending));
    PaginationRequest pagination = (PaginationRequest) field(request, "pagination");
    return reads.run(
        () -> {
          // A filter may read rows too, which only the transaction sees.
          Filter<E> filter = kind.filter.apply(request);
          if (deletedToo != null) {
            filter.deletedToo((boolean) request.getField(deletedToo));
          }
          Page<E> page = Page.find(rows, pagination, direction, filter);
          Message.Builder response = answer.newBuilderForType();
          FieldDescriptor items = items(answer);
          kind.show.apply(page.items()).forEach(item -> response.addRepeatedField(items, item));
          response.setField(
              answer.getDescriptorForType().findFieldByName("pagination"), page.pagination());
          return built(answer, response);
        });
  }

  /** The resources with these ids, deleted or not, by id, read in the current transaction. */
  public Map<UUID, P> byIds(Collection<UUID> ids) {
    List<E> found = rows.findByIdIn(ids);
    List<P> shown = show(found);
    Map<UUID, P> byId = new LinkedHashMap<>();
    for (int i = 0; i < found.size(); i++) {
      byId.put(found.get(i).id(), shown.get(i));
    }
    return byId;
  }

  /** Reads the resources that exist, deleted or not, in the order asked for, each once. */
  public <R extends Message> R batchGet(Message request, R answer) {
    List<UUID> ids =
        ((List<?>) field(request, kind.field + "_ids"))
            .stream().map(id -> Ids.parse((String) id)).distinct().toList();
    return reads.run(
        () -> {
          Map<UUID, P> found = byIds(ids);
          Message.Builder response = answer.newBuilderForType();
          FieldDescriptor items = items(answer);
          ids.stream()
              .filter(found::containsKey)
              .forEach(id -> response.addRepeatedField(items, found.get(id)));
          return built(answer, response);
        });
  }

  /**
   * Updates the fields that the request's mask names. An update that changes nothing writes no
   * event.
   */
  public <R extends Message> R update(Message request, R answer) {
    P wanted = resourceIn(request);
    List<String> paths = Protos.paths((FieldMask) field(request, "update_mask"), kind.updatable);
    return writes.onceAsked(
        request,
        parser(answer),
        () -> askForUpdate(wanted, paths),
        () -> {
          E row = lockLive(idOf(wanted), paths);
          requireVersion(row, request);
          return answer(answer, change(row, wanted, paths));
        });
  }

  private UUID idOf(P wanted) {
    return Ids.parse(kind.field + ".id", text(wanted, "id"));
  }

  private void askForUpdate(P wanted, List<String> paths) {
    BiConsumer<P, P> ask = kind.beforeTransaction;
    if (ask == null) {
      return;
    }
    UUID id = idOf(wanted);
    reads
        .run(() -> rows.findById(id).filter(row -> !isDeleted(row)).map(kind.content))
        .ifPresent(before -> ask.accept(before, Protos.updated(kind.field, before, wanted, paths)));
  }

  /**
   * Updates the fields with these names of many resources in the current transaction, with about as
   * many statements as for one.
   */
  public List<P> changeAll(List<P> wanted, List<String> paths) {
    if (wanted.isEmpty()) {
      return List.of();
    }
    List<UUID> ids = wanted.stream().map(one -> Ids.parse(text(one, "id"))).toList();
    Map<UUID, E> byId = lockAll(ids, paths);
    List<Change<E, P>> changes = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      E row = byId.get(ids.get(i));
      if (row == null || isDeleted(row)) {
        throw notFound(ids.get(i));
      }
      changes.add(alteration(row, wanted.get(i), paths));
    }
    kind.beforeSave.accept(changes);
    changes.forEach(kind.apply);
    return storeAll(
        changes.stream().map(Change::row).toList(),
        kind.events.updated(),
        () -> kind.afterSave.accept(changes));
  }

  private P change(E row, P wanted, List<String> paths) {
    Change<E, P> change = alteration(row, wanted, paths);
    kind.beforeSave.accept(List.of(change));
    kind.apply.accept(change);
    return store(row, kind.events.updated(), () -> kind.afterSave.accept(List.of(change)));
  }

  private Change<E, P> alteration(E row, P wanted, List<String> paths) {
    P before = kind.content.apply(row);
    P after = Protos.updated(kind.field, before, wanted, paths);
    Change<E, P> change =
        new Change<>(row, before, after, new LinkedHashSet<>(paths), kind.field + ".");
    kind.requireFilled(change);
    return change;
  }

  /** Deletes a resource; one that is deleted already stays as it is. */
  public <R extends Message> R delete(Message request, R answer) {
    return writes.once(
        request,
        parser(answer),
        () -> {
          E row = lock(Ids.parse(text(request, kind.field + "_id")), List.of());
          if (isDeleted(row)) {
            return answer(answer, show(row));
          }
          requireVersion(row, request);
          Instant now = clock.instant();
          kind.beforeDelete.accept(row, now);
          ((DeletableRow) row).delete(now);
          return answer(answer, store(row, kind.events.deleted()));
        });
  }

  /** The resource with this id, deleted or not, read in the current transaction. */
  public P shown(UUID id) {
    return show(find(id));
  }

  /** The resources as answers have them. */
  public List<P> show(List<E> found) {
    return kind.show.apply(found);
  }

  /** The row, locked until the transaction ends, deleted or not. */
  public E lock(UUID id) {
    return lock(id, List.of());
  }

  /** The row, locked until the transaction ends; a deleted one is not found. */
  public E lockLive(UUID id) {
    return lockLive(id, List.of());
  }

  private E lock(UUID id, List<String> paths) {
    kind.beforeLock.accept(List.of(id), paths);
    return rows.lock(id).orElseThrow(() -> notFound(id));
  }

  /** The rows by id, locked in the order of their ids, as all code does that locks several. */
  private Map<UUID, E> lockAll(List<UUID> ids, List<String> paths) {
    kind.beforeLock.accept(ids, paths);
    return rows.lockAll(ids).stream().collect(toMap(TenantRow::id, identity()));
  }

  private E lockLive(UUID id, List<String> paths) {
    E row = lock(id, paths);
    if (isDeleted(row)) {
      throw notFound(id);
    }
    return row;
  }

  private static boolean isDeleted(TenantRow row) {
    return row instanceof DeletableRow deletable && deletable.isDeleted();
  }

  /** Stores a row in the current transaction, with an event where anything about it is new. */
  public P store(E row, @Nullable EventType<P> event) {
    return store(row, event, () -> {});
  }

  private P store(E row, @Nullable EventType<P> event, Runnable afterSave) {
    return storeAll(
            List.of(row),
            _ -> List.of(kind.saving.apply(row, () -> rows.saveAndFlush(row))),
            event,
            afterSave)
        .getFirst();
  }

  /**
   * Stores many rows in the current transaction, each with an event where anything about it is new.
   */
  public List<P> storeAll(List<E> all, @Nullable EventType<P> event) {
    return storeAll(all, event, () -> {});
  }

  private List<P> storeAll(List<E> all, @Nullable EventType<P> event, Runnable afterSave) {
    return storeAll(all, rows::saveAllAndFlush, event, afterSave);
  }

  private List<P> storeAll(
      List<E> all, UnaryOperator<List<E>> save, @Nullable EventType<P> event, Runnable afterSave) {
    List<E> stored = save.apply(all);
    afterSave.run();
    List<P> shown = show(stored);
    List<E> changed = new ArrayList<>();
    List<NewEvent> events = new ArrayList<>();
    for (int i = 0; i < stored.size(); i++) {
      E row = stored.get(i);
      if (row.hasChanged()) {
        changed.add(row);
        if (event != null) {
          events.add(event.of(row, shown.get(i)));
        }
      }
    }
    outbox.addAll(events);
    if (!changed.isEmpty()) {
      kind.stored.accept(changed);
    }
    return shown;
  }

  /** The resource as answers have it. */
  public P show(E row) {
    return kind.show.apply(List.of(row)).getFirst();
  }

  public PosException notFound(UUID id) {
    return Errors.notFound(kind.notFound, kind.name, id.toString());
  }

  private void requireVersion(E row, Message request) {
    FieldDescriptor version = request.getDescriptorForType().findFieldByName("version");
    if (version != null) {
      row.requireVersion(kind.name, request.hasField(version), (int) request.getField(version));
    }
  }

  private P resourceIn(Message request) {
    @SuppressWarnings("unchecked") // the field of this name holds the resource
    P resource = (P) field(request, kind.field);
    return resource;
  }

  private <R extends Message> R answer(R answer, P resource) {
    Message.Builder response = answer.newBuilderForType();
    response.setField(answer.getDescriptorForType().findFieldByName(kind.field), resource);
    return built(answer, response);
  }

  /** The field of a list's answer that holds the resources. */
  private FieldDescriptor items(Message answer) {
    return answer.getDescriptorForType().getFields().stream()
        .filter(FieldDescriptor::isRepeated)
        .filter(field -> field.getMessageType().equals(kind.empty.getDescriptorForType()))
        .findFirst()
        .orElseThrow();
  }

  private static Object field(Message message, String name) {
    return message.getField(message.getDescriptorForType().findFieldByName(name));
  }

  private static String text(Message message, String name) {
    return (String) field(message, name);
  }

  @SuppressWarnings({"unchecked", "unused"}) // the builder was made by the answer
  private static <R extends Message> R built(R answer, Message.Builder builder) {
    return (R) builder.build();
  }

  @SuppressWarnings("unchecked") // the parser of a message gives messages of its type
  private static <R extends Message> Parser<R> parser(R message) {
    return (Parser<R>) message.getParserForType();
  }
}
