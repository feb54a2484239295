package id.laris.events;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import id.laris.common.Caller;
import id.laris.common.db.Reads;
import id.laris.common.db.Schemas;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.events.FeedPage.Numbered;
import id.laris.events.FeedPage.Part;
import id.laris.pos.v1.Event;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The events of the caller's tenant, of all services of this process.
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
  private final String end;
  private final String translation;

  Feed(JdbcClient jdbc, Reads reads, Schemas schemas) {
    this.jdbc = jdbc;
    this.reads = reads;
    this.schemas = schemas.names();
    this.page = FeedSql.page(this.schemas);
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
  private record Line(String schema, long last, long deleted, @Nullable Row row) {}

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
    int scanned = filter.letsAllThrough() ? limit : Math.max(limit, SCANNED_AT_ONCE);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("tenant", Caller.current().tenantId());
    parameters.put("types", filter.types().toArray(String[]::new));
    parameters.put("aggregates", filter.aggregateIds().toArray(String[]::new));
    parameters.put("limit", limit);
    parameters.put("scanned", scanned);
    parameters.put("bytes", FeedPage.MAX_BYTES);
    for (int i = 0; i < schemas.size(); i++) {
      parameters.put("number" + i, cursor.numberIn(schemas.get(i)));
    }
    List<Line> lines =
        reads.run(() -> jdbc.sql(page).params(parameters).query((row, n) -> line(row)).list());
    FeedCursor from = cursor;
    List<Part> parts = new ArrayList<>();
    for (String schema : schemas) {
      List<Line> ofSchema = lines.stream().filter(line -> line.schema.equals(schema)).toList();
      Line head = ofSchema.getFirst();
      requireReadable(cursor, head);
      from = from.with(schema, Math.max(cursor.numberIn(schema), head.deleted));
      parts.add(part(head, ofSchema.stream().map(Line::row).filter(Objects::nonNull).toList()));
    }
    return FeedPage.merge(parts, from, limit);
  }

  private static void requireReadable(FeedCursor cursor, Line head) {
    if (!cursor.names(head.schema)) {
      return;
    }
    long number = cursor.numberIn(head.schema);
    if (number > head.last) {
      throw FeedCursor.neverGiven();
    }
    if (number < head.deleted) {
      throw Errors.cursorExpired();
    }
  }

  private static Part part(Line head, List<Row> rows) {
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
    FeedCursor cursor = FeedCursor.BEGINNING;
    for (Line line :
        reads.run(
            () ->
                jdbc.sql(end)
                    .param("tenant", Caller.current().tenantId())
                    .query((row, n) -> new Line(row.getString(1), row.getLong(2), 0, null))
                    .list())) {
      cursor = cursor.with(line.schema, line.last);
    }
    return cursor;
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        row.getString("schema"),
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
    return Event.newBuilder()
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
                .setValue(ByteString.copyFrom(row.getBytes("payload"))))
        .build();
  }
}
