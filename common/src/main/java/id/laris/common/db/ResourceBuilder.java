package id.laris.common.db;

import com.google.protobuf.Message;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of a kind of resource: everything in which it differs from other kinds.
 *
 * @param <E> the row
 * @param <P> the resource on the wire
 */
public final class ResourceBuilder<E extends TenantRow, P extends Message> {

  final String name;
  final String field;
  final Rows<E> rows;
  final Lifecycle<P> events;
  final P empty;
  private final Function<ResourceBuilder<E, P>, Resource<E, P>> build;

  Reason notFound = Reason.NOT_FOUND;
  BiFunction<UUID, P, E> fresh =
      (id, described) -> {
        throw missing("fresh");
      };
  Function<E, P> content =
      row -> {
        throw missing("content");
      };
  Consumer<Change<E, P>> apply =
      change -> {
        throw missing("apply");
      };
  Function<List<E>, List<P>> show = found -> found.stream().map(this.content).toList();
  Set<String> updatable = Set.of();
  private Set<String> filled = Set.of();
  private P defaults;
  private Function<Message, P> described;
  Function<Message, Filter<E>> filter = request -> Filter.all();
  @Nullable BiConsumer<P, P> beforeTransaction;
  BiConsumer<List<UUID>, Collection<String>> beforeLock = (ids, paths) -> {};
  Consumer<List<Change<E, P>>> beforeSave = changes -> {};
  Consumer<List<Change<E, P>>> afterSave = changes -> {};
  BiPredicate<E, Change<E, P>> isSame =
      (stored, wanted) ->
          Protos.sameContent(this.content.apply(stored), this.content.apply(wanted.row()));
  BiFunction<E, Supplier<E>, E> saving = (row, save) -> save.get();
  Consumer<List<E>> stored = rows -> {};
  BiConsumer<E, Instant> beforeDelete = (row, now) -> {};

  ResourceBuilder(
      String name,
      Rows<E> rows,
      P empty,
      Lifecycle<P> events,
      Function<ResourceBuilder<E, P>, Resource<E, P>> build) {
    this.name = name;
    this.field = name.replace(' ', '_');
    this.rows = rows;
    this.events = events;
    this.empty = empty;
    this.defaults = empty;
    this.described = request -> Protos.copyOf(request, defaults);
    this.build = build;
  }

  /** The reason of the error where there is none of an id; NOT_FOUND unless said. */
  public ResourceBuilder<E, P> notFound(Reason reason) {
    this.notFound = reason;
    return this;
  }

  /** Makes a row that has only its id and the fields that never change. */
  public ResourceBuilder<E, P> fresh(BiFunction<UUID, P, E> fresh) {
    this.fresh = fresh;
    return this;
  }

  /** Makes a row that has only its id. */
  public ResourceBuilder<E, P> fresh(Function<UUID, E> fresh) {
    return fresh((id, described) -> fresh.apply(id));
  }

  /** Converts the row alone to the resource. */
  public ResourceBuilder<E, P> content(Function<E, P> content) {
    this.content = content;
    return this;
  }

  /** Converts rows to the resources of answers and events, if these need more than their rows. */
  public ResourceBuilder<E, P> show(Function<List<E>, List<P>> show) {
    this.show = show;
    return this;
  }

  /** Takes the wanted resource over into the row; refuses values that cannot be. */
  public ResourceBuilder<E, P> apply(Consumer<Change<E, P>> apply) {
    this.apply = apply;
    return this;
  }

  /** The fields that an update can name. */
  public ResourceBuilder<E, P> updatable(String... fields) {
    this.updatable = new LinkedHashSet<>(List.of(fields));
    return this;
  }

  /** The texts that must not be empty after an update; validation refuses it on create. */
  public ResourceBuilder<E, P> filled(String... fields) {
    this.filled = Set.of(fields);
    return this;
  }

  /** The values of a new resource that the request to create it leaves out. */
  public ResourceBuilder<E, P> defaults(P defaults) {
    this.defaults = defaults;
    return this;
  }

  /**
   * The resource that a request to create it describes, where that is more than the request's
   * fields of the same names.
   */
  public <Q extends Message> ResourceBuilder<E, P> described(
      Class<Q> request, Function<Q, P> described) {
    this.described = message -> described.apply(request.cast(message));
    return this;
  }

  /** The conditions of a list, besides leaving out deleted rows. */
  public <Q extends Message> ResourceBuilder<E, P> filter(
      Class<Q> request, Function<Q, Filter<E>> filter) {
    this.filter = message -> filter.apply(request.cast(message));
    return this;
  }

  /**
   * Asks other services before the transaction of a create or an update begins; gets the resource
   * as it is, empty where there is none yet, and as the caller wants it. It is not run for a create
   * that is repeated, nor for an update of a resource that is not there.
   */
  public ResourceBuilder<E, P> beforeTransaction(BiConsumer<P, P> beforeTransaction) {
    this.beforeTransaction = beforeTransaction;
    return this;
  }

  /** Locks whatever must be locked before the rows; gets the fields that an update names. */
  public ResourceBuilder<E, P> beforeLock(BiConsumer<List<UUID>, Collection<String>> beforeLock) {
    this.beforeLock = beforeLock;
    return this;
  }

  /**
   * Refuses creates or updates that other rows do not allow, and does what must come before them.
   * An updated row is still unchanged; {@link Change#after} has the wanted values.
   */
  public ResourceBuilder<E, P> beforeSave(Consumer<List<Change<E, P>>> beforeSave) {
    this.beforeSave = beforeSave;
    return this;
  }

  /** Writes the other rows of created or updated resources, before these are shown. */
  public ResourceBuilder<E, P> afterSave(Consumer<List<Change<E, P>>> afterSave) {
    this.afterSave = afterSave;
    return this;
  }

  /**
   * Reports whether a stored row has the content of the wanted one, where that is more than what
   * {@link #content} tells.
   */
  public ResourceBuilder<E, P> isSame(BiPredicate<E, Change<E, P>> isSame) {
    this.isSame = isSame;
    return this;
  }

  /** Surrounds the statement that saves a single row, to name what a constraint refuses. */
  public ResourceBuilder<E, P> saving(BiFunction<E, Supplier<E>, E> saving) {
    this.saving = saving;
    return this;
  }

  /** Runs after stored changes of these rows, including deletions. */
  public ResourceBuilder<E, P> stored(Consumer<List<E>> stored) {
    this.stored = stored;
    return this;
  }

  /** Refuses to delete a row that is in use, and does the other work of a deletion at that time. */
  public ResourceBuilder<E, P> beforeDelete(BiConsumer<E, Instant> beforeDelete) {
    this.beforeDelete = beforeDelete;
    return this;
  }

  public Resource<E, P> build() {
    return build.apply(this);
  }

  P described(Message request) {
    return described.apply(request);
  }

  void requireFilled(Change<E, P> change) {
    for (String path : change.paths()) {
      if (filled.contains(path)) {
        Message after = change.after();
        Protos.required(
            change.field(path),
            (String) after.getField(after.getDescriptorForType().findFieldByName(path)));
      }
    }
  }

  private IllegalStateException missing(String part) {
    return new IllegalStateException("the resource %s declares no %s".formatted(name, part));
  }
}
