package id.laris.catalog.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import id.laris.catalog.memory.TenantMemory.State;
import id.laris.common.Caller;
import id.laris.common.db.FeedNumbers;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The parts of tenants' catalogs that this process has read: products, variants with their prices,
 * modifier groups, levies, codes. Every call first asks for the number of the tenant's last event
 * ({@link #now}), and forgets what has changed since the last call: so what was changed anywhere is
 * seen by the next call everywhere.
 *
 * <p>It holds at most an eighth of the largest heap; what was not used for long goes first.
 */
@Component
public class CatalogMemory {

  private static final long MOST_TENANTS = 100_000;
  private static final int PART_OF_HEAP = 8;

  private final FeedNumbers numbers;
  private final Changes changes;
  private final Sources sources;
  private final Cache<UUID, TenantMemory> tenants =
      Caffeine.newBuilder().maximumSize(MOST_TENANTS).build();
  private final Cache<Key, Object> parts =
      Caffeine.newBuilder()
          .maximumWeight(Runtime.getRuntime().maxMemory() / PART_OF_HEAP)
          .weigher((Key key, Object part) -> Weight.of(part))
          .build();

  CatalogMemory(FeedNumbers numbers, Changes changes, Sources sources) {
    this.numbers = numbers;
    this.changes = changes;
    this.sources = sources;
  }

  /** The kinds of parts. */
  enum Kind {
    PRODUCT,
    VARIANT,
    /** The ids of a product's variants that are active. */
    ACTIVE_VARIANTS,
    MODIFIER_GROUP,
    TAX_RULES,
    SERVICE_CHARGES,
    /** The parent of each category. */
    PARENTS,
    /** The product that a code leads to. */
    CODE,
    /** The codes that lead to a product, with the variant of each. */
    CODES
  }

  /**
   * A part of the catalog.
   *
   * @param mark of the tenant's memory; another one's parts are forgotten
   * @param id a UUID or a code; the kind itself for what a tenant has one of
   */
  private record Key(Object mark, Kind kind, Object id) {}

  /** The catalog of the caller's tenant as it is now. No transaction may be open. */
  public Sight now() {
    TenantMemory memory = tenants.get(Caller.current().tenantId(), tenantId -> new TenantMemory());
    State before = memory.state();
    State state = memory.notice(before, numbers.current(), this::changedSince);
    return new Sight(new Parts(memory, state), sources);
  }

  private Optional<Runnable> changedSince(State known) {
    long number = Objects.requireNonNull(known.number()).last();
    return changes
        .since(number)
        .map(all -> () -> all.forEach(change -> forget(known.mark(), change)));
  }

  private void forget(Object mark, Changes.Change change) {
    forget(mark, Kind.CODE, Code.sku(change.sku()));
    switch (change.kind()) {
      case Product -> {
        forget(mark, Kind.PRODUCT, change.id());
        forget(mark, Kind.CODES, change.id());
      }
      case Variant -> {
        forget(mark, Kind.VARIANT, change.id());
        forget(mark, Kind.ACTIVE_VARIANTS, change.ownerId());
        forget(mark, Kind.CODES, change.ownerId());
      }
      case Price -> forget(mark, Kind.VARIANT, change.ownerId());
      case ModifierGroup -> forget(mark, Kind.MODIFIER_GROUP, change.id());
      case TaxRule -> forget(mark, Kind.TAX_RULES, Kind.TAX_RULES);
      case ServiceCharge -> forget(mark, Kind.SERVICE_CHARGES, Kind.SERVICE_CHARGES);
      case Category -> forget(mark, Kind.PARENTS, Kind.PARENTS);
    }
  }

  private void forget(Object mark, Kind kind, @Nullable Object id) {
    if (id != null) {
      parts.invalidate(new Key(mark, kind, id));
    }
  }

  /** The parts of one tenant that are right at a state of its memory. */
  final class Parts {

    private final TenantMemory memory;
    private final State state;

    private Parts(TenantMemory memory, State state) {
      this.memory = memory;
      this.state = state;
    }

    /** Returns the parts with these ids, and reads those that are not known in one step. */
    @SuppressWarnings("unchecked") // a kind has parts of one type
    <I, T> Map<I, T> all(Kind kind, Collection<I> ids, Sources.Source<I, T> source) {
      Map<I, T> found = new HashMap<>();
      Set<I> unknown = new HashSet<>();
      for (I id : ids) {
        Object part = parts.getIfPresent(key(kind, id));
        if (part == null) {
          unknown.add(id);
        } else {
          found.put(id, (T) part);
        }
      }
      if (!unknown.isEmpty()) {
        Map<I, T> read = source.read(unknown);
        memory.keep(state, () -> read.forEach((id, part) -> parts.put(key(kind, id), part)));
        found.putAll(read);
      }
      return found;
    }

    /** Returns the variant of a code, and finds it where it is not known. */
    @SuppressWarnings("unchecked") // a kind has parts of one type
    Optional<UUID> variantOf(
        String code, Supplier<Optional<UUID>> find, Function<UUID, UUID> productOf) {
      Object productId = parts.getIfPresent(key(Kind.CODE, code));
      Map<String, UUID> codes =
          productId == null
              ? null
              : (Map<String, UUID>) parts.getIfPresent(key(Kind.CODES, productId));
      UUID known = codes == null ? null : codes.get(code);
      if (known != null) {
        return Optional.of(known);
      }
      Optional<UUID> found = find.get();
      found.ifPresent(variantId -> keepCode(code, variantId, productOf.apply(variantId)));
      return found;
    }

    @SuppressWarnings("unchecked") // a kind has parts of one type
    private void keepCode(String code, UUID variantId, UUID productId) {
      memory.keep(
          state,
          () -> {
            parts.put(key(Kind.CODE, code), productId);
            Key ofProduct = key(Kind.CODES, productId);
            Map<String, UUID> codes = (Map<String, UUID>) parts.getIfPresent(ofProduct);
            Map<String, UUID> more = new HashMap<>(codes == null ? Map.of() : codes);
            more.put(code, variantId);
            parts.put(ofProduct, Map.copyOf(more));
          });
    }

    private Key key(Kind kind, Object id) {
      return new Key(state.mark(), kind, id);
    }
  }
}
