package id.laris.inventory.stock;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.db.EventType;
import id.laris.common.db.NewEvent;
import id.laris.common.db.Outbox;
import id.laris.events.types.InventoryEvents;
import id.laris.inventory.location.Locations;
import id.laris.pos.v1.StockLevel;
import id.laris.pos.v1.StockMovement;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The only way to change stock: lock the levels, change them by their rules, and store them with
 * their movements and events. The number of statements does not depend on the number of levels.
 *
 * <p>Levels are always locked in the same order, by location and variant, so that no two
 * transactions can deadlock; a caller that locks other rows locks those first.
 */
@Component
public class StockLedger {

  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final Clock clock;

  StockLedger(JdbcClient jdbc, Outbox outbox, Clock clock) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Locks the levels of variants at one location, which must be in use. */
  public Levels lock(UUID locationId, Collection<UUID> variantIds) {
    return lock(variantIds.stream().map(id -> new Place(locationId, id)).toList(), false);
  }

  /**
   * Locks the levels of several places.
   *
   * @param deletedToo whether the locations may be deleted: for changes that have happened already
   */
  public Levels lock(Collection<Place> places, boolean deletedToo) {
    List<StoredLevel> stored =
        levels(
            places,
            StoredLevel.COLUMNS,
            " for update of level",
            (row, number) -> StoredLevel.read(row));
    // The locations are read only now, because a deletion locks their levels first. If there is no
    // level yet, the location is locked against deletion instead.
    boolean keep = !deletedToo && stored.size() < places.size();
    Map<UUID, LocationRules> rules = rules(places, deletedToo, keep ? " for share" : "");
    return new Levels(stored, rules);
  }

  /** Reads the levels of variants at one location without a lock; they must not be changed. */
  public Levels look(UUID locationId, Collection<UUID> variantIds) {
    List<Place> places = variantIds.stream().map(id -> new Place(locationId, id)).toList();
    List<StoredLevel> seen =
        levels(
            places,
            LevelRow.COLUMNS,
            "",
            (row, number) -> new StoredLevel(LevelRow.read(row, ""), Layers.NONE, 0));
    return new Levels(seen, rules(places, true, ""));
  }

  /**
   * Reads one table and joins nothing: of a join with {@code unnest} Postgres leaves out rows that
   * another transaction has changed while this one waited for them. So every variant is read at
   * every location, which may include some that were not asked for.
   */
  private List<StoredLevel> levels(
      Collection<Place> places, String columns, String lock, RowMapper<StoredLevel> mapper) {
    return jdbc.sql(
            """
            select %s from inventory.stock_level level
            where level.tenant_id = :tenant and level.location_id = any(:locations) and level.variant_id = any(:variants)
            order by level.location_id, level.variant_id%s
            """
                .formatted(columns, lock))
        .param("tenant", Caller.current().tenantId())
        .param("locations", distinct(places, Place::locationId))
        .param("variants", distinct(places, Place::variantId))
        .query(mapper)
        .list();
  }

  private Map<UUID, LocationRules> rules(
      Collection<Place> places, boolean deletedToo, String lock) {
    Map<UUID, LocationRules> rules = new HashMap<>();
    jdbc.sql(
            """
            select id, allow_negative_stock, currency from inventory.location
            where id = any(:ids) and (:deletedToo or deleted_at is null)
            order by id%s
            """
                .formatted(lock))
        .param("ids", places.stream().map(Place::locationId).distinct().toArray(UUID[]::new))
        .param("deletedToo", deletedToo)
        .query(
            row -> {
              rules.put(
                  row.getObject("id", UUID.class),
                  new LocationRules(
                      row.getBoolean("allow_negative_stock"), row.getString("currency")));
            });
    for (Place place : places) {
      if (!rules.containsKey(place.locationId())) {
        throw Locations.notFound(place.locationId());
      }
    }
    return rules;
  }

  /** The levels and movements that were stored. */
  public record Stored(List<StockLevel> levels, List<StockMovement> movements) {}

  /** Stores the changed levels with their movements and events. */
  public Stored store(Levels levels) {
    Instant now = clock.instant();
    List<Level> changed = levels.changed();
    List<StoredLevel> stored = changed.stream().map(level -> level.toStored(now)).toList();
    insert(select(stored, changed, level -> !level.isStored()));
    update(select(stored, changed, Level::isStored));
    List<StockMovement> movements = write(levels.drafts(), now);
    List<StockLevel> protos = stored.stream().map(level -> level.row().toProto()).toList();
    announce(changed, protos);
    return new Stored(protos, movements);
  }

  private static List<StoredLevel> select(
      List<StoredLevel> stored, List<Level> levels, Predicate<Level> wanted) {
    List<StoredLevel> selected = new ArrayList<>();
    for (int i = 0; i < stored.size(); i++) {
      if (wanted.test(levels.get(i))) {
        selected.add(stored.get(i));
      }
    }
    return selected;
  }

  /**
   * If another transaction has just made the same row, the primary key is violated, and the work is
   * repeated.
   */
  private void insert(List<StoredLevel> levels) {
    if (levels.isEmpty()) {
      return;
    }
    with(
            jdbc.sql(
                """
                insert into inventory.stock_level
                  (tenant_id, location_id, variant_id, id, version, updated_at, on_hand, reserved, in_transit, damaged, value,
                   last_value, last_quantity, reorder_point, reorder_quantity, counted_at, layers, fifo_value, arrivals)
                select :tenant, location_id, variant_id, id, 0, :now, on_hand, reserved, in_transit, damaged, value, last_value,
                       last_quantity, reorder_point, reorder_quantity, nullif(counted_at, '')::timestamptz, layers::jsonb, fifo_value, arrivals
                from unnest(:ids, :locations, :variants, :onHand, :reserved, :inTransit, :damaged, :value, :lastValue, :lastQuantity,
                            :reorderPoint, :reorderQuantity, :countedAt, :layers, :fifoValue, :arrivals)
                  as made (id, location_id, variant_id, on_hand, reserved, in_transit, damaged, value, last_value, last_quantity,
                           reorder_point, reorder_quantity, counted_at, layers, fifo_value, arrivals)
                order by location_id, variant_id
                """),
            levels)
        .param("locations", ids(levels, level -> level.row().place().locationId()))
        .param("variants", ids(levels, level -> level.row().place().variantId()))
        .update();
  }

  private void update(List<StoredLevel> levels) {
    if (levels.isEmpty()) {
      return;
    }
    with(
            jdbc.sql(
                """
                update inventory.stock_level level
                set version = level.version + 1, updated_at = :now, on_hand = made.on_hand, reserved = made.reserved,
                    in_transit = made.in_transit, damaged = made.damaged, value = made.value, last_value = made.last_value,
                    last_quantity = made.last_quantity, reorder_point = made.reorder_point,
                    reorder_quantity = made.reorder_quantity, counted_at = nullif(made.counted_at, '')::timestamptz,
                    layers = made.layers::jsonb, fifo_value = made.fifo_value, arrivals = made.arrivals
                from unnest(:ids, :onHand, :reserved, :inTransit, :damaged, :value, :lastValue, :lastQuantity, :reorderPoint,
                            :reorderQuantity, :countedAt, :layers, :fifoValue, :arrivals)
                  as made (id, on_hand, reserved, in_transit, damaged, value, last_value, last_quantity, reorder_point,
                           reorder_quantity, counted_at, layers, fifo_value, arrivals)
                where level.tenant_id = :tenant and level.id = made.id
                """),
            levels)
        .update();
  }

  private static JdbcClient.StatementSpec with(
      JdbcClient.StatementSpec statement, List<StoredLevel> levels) {
    List<LevelRow> rows = levels.stream().map(StoredLevel::row).toList();
    return statement
        .param("tenant", Caller.current().tenantId())
        .param("now", Objects.requireNonNull(rows.getFirst().updatedAt()).atOffset(ZoneOffset.UTC))
        .param("ids", ids(rows, LevelRow::id))
        .param("onHand", longs(rows, LevelRow::onHand))
        .param("reserved", longs(rows, LevelRow::reserved))
        .param("inTransit", longs(rows, LevelRow::inTransit))
        .param("damaged", longs(rows, LevelRow::damaged))
        .param("value", longs(rows, LevelRow::value))
        .param("lastValue", longs(rows, LevelRow::lastValue))
        .param("lastQuantity", longs(rows, LevelRow::lastQuantity))
        .param("reorderPoint", rows.stream().map(LevelRow::reorderPoint).toArray(Long[]::new))
        .param("reorderQuantity", longs(rows, LevelRow::reorderQuantity))
        .param("countedAt", texts(rows, row -> text(row.countedAt())))
        .param("layers", texts(levels, level -> LayersJson.write(level.layers())))
        .param("fifoValue", longs(levels, level -> level.layers().cost()))
        .param("arrivals", longs(levels, StoredLevel::arrivals));
  }

  private List<StockMovement> write(List<Level.Draft> drafts, Instant now) {
    if (drafts.isEmpty()) {
      return List.of();
    }
    UUID user = Caller.current().isService() ? null : Caller.current().userId();
    List<StockMovement> movements =
        drafts.stream().map(draft -> MovementProtos.toProto(draft, Ids.next(), now, user)).toList();
    jdbc.sql(
            """
            insert into inventory.stock_movement
              (tenant_id, id, location_id, variant_id, state, type, quantity, quantity_before, quantity_after, value, cost, currency, flagged,
               before_count, reason, notes, reference_type, reference_id, occurred_at, recorded_at, recorded_by, layers, fifo_value)
            select :tenant, id, location_id, variant_id, state, type, quantity, quantity_before, quantity_before + quantity, value, cost,
                   currency, flagged, before_count, reason, notes, reference_type, nullif(reference_id, '')::uuid,
                   occurred_at::timestamptz, :now, :user, layers::jsonb, fifo_value
            from unnest(:ids, :locations, :variants, :states, :types, :quantities, :before, :values, :costs, :currencies, :flagged, :beforeCount,
                        :reasons, :notes, :referenceTypes, :referenceIds, :occurredAt, :layers, :fifoValues)
              as made (id, location_id, variant_id, state, type, quantity, quantity_before, value, cost, currency, flagged, before_count,
                       reason, notes, reference_type, reference_id, occurred_at, layers, fifo_value)
            """)
        .param("tenant", Caller.current().tenantId())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("user", user, Types.OTHER)
        .param("ids", ids(movements, movement -> UUID.fromString(movement.getId())))
        .param("locations", ids(drafts, draft -> draft.level().place().locationId()))
        .param("variants", ids(drafts, draft -> draft.level().place().variantId()))
        .param("states", texts(drafts, draft -> draft.state().name()))
        .param("types", texts(drafts, draft -> draft.change().type().name()))
        .param("quantities", longs(drafts, Level.Draft::quantity))
        .param("before", longs(drafts, Level.Draft::before))
        .param("values", longs(drafts, Level.Draft::value))
        .param("costs", longs(drafts, Level.Draft::cost))
        .param("currencies", texts(drafts, draft -> draft.level().currency()))
        .param("flagged", flags(drafts, Level.Mark.FLAGGED))
        .param("beforeCount", flags(drafts, Level.Mark.BEFORE_COUNT))
        .param("reasons", texts(drafts, draft -> draft.change().reason()))
        .param("notes", texts(drafts, draft -> draft.change().notes()))
        .param("referenceTypes", texts(drafts, draft -> draft.change().referenceType()))
        .param("referenceIds", texts(drafts, draft -> Ids.text(draft.change().referenceId())))
        .param("occurredAt", texts(drafts, draft -> draft.change().occurredAt().toString()))
        .param("layers", texts(drafts, draft -> LayersJson.write(draft.layers())))
        .param("fifoValues", longs(drafts, Level.Draft::fifoValue))
        .update();
    return movements;
  }

  private void announce(List<Level> changed, List<StockLevel> protos) {
    List<NewEvent> events = new ArrayList<>();
    for (int i = 0; i < changed.size(); i++) {
      events.add(event(InventoryEvents.STOCK_LEVEL_CHANGED, protos.get(i)));
      if (changed.get(i).hasBecomeLow()) {
        events.add(event(InventoryEvents.STOCK_LOW, protos.get(i)));
      }
    }
    outbox.addAll(events);
  }

  private static NewEvent event(EventType<StockLevel> type, StockLevel level) {
    return NewEvent.of(type, UUID.fromString(level.getId()), level.getVersion(), level);
  }

  private static UUID[] distinct(Collection<Place> places, Function<Place, UUID> id) {
    return places.stream().map(id).distinct().toArray(UUID[]::new);
  }

  private static <T> UUID[] ids(Collection<T> rows, Function<T, UUID> id) {
    return rows.stream().map(id).toArray(UUID[]::new);
  }

  private static <T> Long[] longs(Collection<T> rows, ToLongFunction<T> number) {
    return rows.stream().mapToLong(number).boxed().toArray(Long[]::new);
  }

  private static <T> String[] texts(Collection<T> rows, Function<T, String> text) {
    return rows.stream().map(text).toArray(String[]::new);
  }

  private static Boolean[] flags(List<Level.Draft> drafts, Level.Mark mark) {
    return drafts.stream().map(draft -> draft.mark() == mark).toArray(Boolean[]::new);
  }

  private static String text(@Nullable Instant time) {
    return time == null ? "" : time.toString();
  }
}
