package id.laris.events;

import com.google.common.collect.ImmutableSortedMap;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import id.laris.common.Caller;
import id.laris.common.db.Reads;
import id.laris.common.db.Schemas;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.grpc.Protos;
import id.laris.events.FeedPage.Numbered;
import id.laris.events.FeedPage.Part;
import id.laris.pos.v1.Actor;
import id.laris.pos.v1.Event;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The events of the caller's tenant, of all services of this process; and for our own services the
 * events of many tenants.
 *
 * <p>In each schema their numbers are in the order of commits: whoever has seen a number has seen
 * all below it, and whatever is committed later is above it. So nothing is ever missed. Events of
 * two schemas have no order among each other; a page has them by their times.
 */
@Component
class Feed {

  /** The number of rows that one statement scans, if many of them may be filtered out. */
  private static final int SCANNED_AT_ONCE = 1_000;

  private static final String NOW = "now";
  private static final String TYPE_URL = "type.googleapis.com/";

  private final JdbcClient jdbc;
  private final Reads reads;
  private final List<String> schemas;
  private final String page;
  private final Map<String, String> pages;
  private final String end;
  private final String translation;

  Feed(JdbcClient jdbc, Reads reads, Schemas schemas) {
    this.jdbc = jdbc;
    this.reads = reads;
    this.schemas = schemas.names();
    this.page = FeedSql.page(this.schemas);
    this.pages = this.schemas.stream().collect(Collectors.toMap(schema -> schema, FeedSql::pages));
    this.end = FeedSql.end(this.schemas);
    this.translation = FeedSql.translation(this.schemas);
  }

  /**
   * A row of the page's statement.
   *
   * @param last the last number that the schema has given to the tenant
   * @param deleted the last number that retention has deleted
   * @param row null where the schema has nothing behind the cursor
   */
  private record Line(String schema, UUID tenantId, long last, long deleted, @Nullable Row row) {}

  /** A row of the outbox; the event is null where it was passed only. */
  private record Row(long number, @Nullable Event event, boolean full, int wanted) {}

  /** The position that a caller names by a cursor: an empty one is the beginning, "now" the end. */
  FeedCursor position(String cursor) {
    if (cursor.equals(NOW)) {
      return end();
    }
    return EarlierCursor.find(cursor)
        .map(this::translate)
        .orElseGet(() -> FeedCursor.parse(cursor));
  }

  /** In each schema after the last event that the earlier version had given with this cursor. */
  private FeedCursor translate(EarlierCursor earlier) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("tenant", Caller.current().tenantId());
    parameters.put("position", earlier.position());
    for (int i = 0; i < schemas.size(); i++) {
      parameters.put("number" + i, earlier.numberIn(schemas.get(i)));
    }
    FeedCursor cursor = FeedCursor.BEGINNING;
    for (Translated part :
        reads.run(
            () ->
                jdbc.sql(translation)
                    .params(parameters)
                    .query(
                        (row, n) ->
                            new Translated(
                                row.getString("schema"),
                                row.getLong("number"),
                                row.getBoolean("expired")))
                    .list())) {
      if (part.expired) {
        throw Errors.cursorExpired();
      }
      cursor = cursor.with(part.schema, part.number);
    }
    return cursor;
  }

  /** The part of a translated cursor in one schema. */
  private record Translated(String schema, long number, boolean expired) {}

  /** Reads on after a cursor. The events are at most as many as the limit says. */
  FeedPage after(FeedCursor cursor, FeedFilter filter, int limit) {
    Map<String, Object> parameters = parameters(filter, limit);
    parameters.put("tenant", Caller.current().tenantId());
    parameters.put("aggregates", filter.aggregateIds().toArray(UUID[]::new));
    for (int i = 0; i < schemas.size(); i++) {
      parameters.put("number" + i, cursor.numberIn(schemas.get(i)));
    }
    List<Line> lines = lines(page, parameters);
    FeedCursor from = cursor;
    List<Part> parts = new ArrayList<>();
    for (String schema : schemas) {
      List<Line> ofSchema = lines.stream().filter(line -> line.schema.equals(schema)).toList();
      Line head = ofSchema.getFirst();
      Optional<PosException> refusal = refusal(cursor, head);
      if (refusal.isPresent()) {
        throw refusal.get();
      }
      from = begin(from, head);
      parts.add(part(ofSchema));
    }
    return FeedPage.merge(parts, from, limit);
  }

  /**
   * Reads on for many tenants, each after its cursor, in one schema. Those whose cursor is refused
   * there, and those for which there is no room any more, are not in the answer.
   */
  Map<UUID, FeedPage> afterEach(
      String schema, Map<UUID, FeedCursor> cursors, Set<String> types, int limit) {
    String statement = pages.get(schema);
    if (statement == null || cursors.isEmpty()) {
      return Map.of();
    }
    Map<String, Object> parameters = parameters(new FeedFilter(types, Set.of()), limit);
    parameters.put("tenants", cursors.keySet().toArray(UUID[]::new));
    parameters.put(
        "numbers",
        cursors.values().stream().map(cursor -> cursor.numberIn(schema)).toArray(Long[]::new));
    Map<UUID, List<Line>> lines =
        lines(statement, parameters).stream()
            .collect(
                Collectors.groupingBy(Line::tenantId, LinkedHashMap::new, Collectors.toList()));
    Map<UUID, FeedPage> read = new LinkedHashMap<>();
    lines.forEach(
        (tenantId, ofTenant) -> {
          FeedCursor cursor = Objects.requireNonNull(cursors.get(tenantId));
          Line head = ofTenant.getFirst();
          if (refusal(cursor, head).isEmpty()) {
            read.put(tenantId, FeedPage.merge(List.of(part(ofTenant)), begin(cursor, head), limit));
          }
        });
    return read;
  }

  private static Map<String, Object> parameters(FeedFilter filter, int limit) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("types", filter.types().toArray(String[]::new));
    parameters.put("limit", limit);
    parameters.put("scanned", filter.letsAllThrough() ? limit : Math.max(limit, SCANNED_AT_ONCE));
    parameters.put("bytes", FeedPage.MAX_BYTES);
    return parameters;
  }

  private List<Line> lines(String statement, Map<String, Object> parameters) {
    return reads.run(
        () -> jdbc.sql(statement).params(parameters).query((row, n) -> line(row)).list());
  }

  private static Optional<PosException> refusal(FeedCursor cursor, Line head) {
    if (!cursor.names(head.schema)) {
      return Optional.empty();
    }
    long number = cursor.numberIn(head.schema);
    if (number > head.last) {
      return Optional.of(FeedCursor.neverGiven());
    }
    return number < head.deleted ? Optional.of(Errors.cursorExpired()) : Optional.empty();
  }

  /** The position from which a schema is read: what it has deleted is behind it. */
  private static FeedCursor begin(FeedCursor cursor, Line head) {
    return cursor.with(head.schema, Math.max(cursor.numberIn(head.schema), head.deleted));
  }

  private static Part part(List<Line> lines) {
    Line head = lines.getFirst();
    List<Row> rows = lines.stream().map(Line::row).filter(Objects::nonNull).toList();
    Deque<Numbered> found = new ArrayDeque<>();
    for (Row row : rows) {
      if (row.event != null) {
        found.add(new Numbered(row.number, row.event));
      }
    }
    if (rows.isEmpty()) {
      return new Part(head.schema, found, head.last, false);
    }
    Row last = rows.getLast();
    if (found.size() < last.wanted) {
      // Too many, or too large, for one page.
      return new Part(head.schema, found, found.getLast().number(), true);
    }
    return new Part(head.schema, found, last.number, last.full);
  }

  /** After all that is committed now. */
  private FeedCursor end() {
    return new FeedCursor(
        ImmutableSortedMap.copyOf(
            reads.run(
                () ->
                    jdbc.sql(end)
                        .param("tenant", Caller.current().tenantId())
                        .query((row, n) -> Map.entry(row.getString(1), row.getLong(2)))
                        .list())));
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        row.getString("schema"),
        row.getObject("tenant", UUID.class),
        row.getLong("last"),
        row.getLong("deleted"),
        row.getString("id") == null ? null : row(row));
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getLong("number"),
        row.getBoolean("included") ? event(row) : null,
        row.getBoolean("is_full"),
        row.getInt("wanted_rows"));
  }

  private static Event event(ResultSet row) throws SQLException {
    Event.Builder event =
        Event.newBuilder()
            .setId(row.getString("id"))
            .setType(row.getString("type"))
            .setAggregateType(row.getString("aggregate_type"))
            .setAggregateId(row.getString("aggregate_id"))
            .setSequence(row.getLong("sequence"))
            .setOccurredAt(
                Protos.timestamp(row.getObject("occurred_at", OffsetDateTime.class).toInstant()))
            .setPayload(
                Any.newBuilder()
                    .setTypeUrl(TYPE_URL + row.getString("payload_type"))
                    .setValue(ByteString.copyFrom(row.getBytes("payload"))));
    byte[] actor = row.getBytes("actor");
    if (actor != null) {
      event.setActor(actor(actor));
    }
    return event.build();
  }

  private static Actor actor(byte[] bytes) {
    try {
      return Actor.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the actor of an event cannot be read", e);
    }
  }
}
