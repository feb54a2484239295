package id.laris.events;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import id.laris.common.Caller;
import id.laris.common.db.Reads;
import id.laris.common.db.Schemas;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.events.FeedPage.Entry;
import id.laris.events.FeedPage.Part;
import id.laris.pos.v1.Event;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The events of the caller's tenant, of all services of this process, in the order of {@link
 * FeedCursor}.
 *
 * <p>A row is read once its position is below the horizon: the oldest transaction that is still
 * running. Whatever is committed later is behind it, so nothing is ever missed.
 */
@Component
class Feed {

  /** The number of rows that one statement scans, if many of them may be filtered out. */
  private static final int SCANNED_AT_ONCE = 1_000;

  private static final String TYPE_URL = "type.googleapis.com/";

  private final JdbcClient jdbc;
  private final Reads reads;
  private final List<String> schemas;
  private final String page;
  private final String end;

  Feed(JdbcClient jdbc, Reads reads, Schemas schemas) {
    this.jdbc = jdbc;
    this.reads = reads;
    this.schemas = schemas.names();
    this.page = FeedSql.page(this.schemas);
    this.end = FeedSql.end(this.schemas);
  }

  /** The first columns of every row of the statement. */
  private record Head(long horizon, boolean expired, boolean unsettled) {}

  /** A row of the outbox; the event is null where it was passed only. */
  private record Row(FeedCursor at, @Nullable Event event, boolean full, int wanted) {}

  private record Line(Head head, @Nullable Row row) {}

  /** Reads on after a cursor. The events are at most as many as the limit says. */
  FeedPage after(FeedCursor cursor, FeedFilter filter, int limit) {
    int scanned = filter.letsAllThrough() ? limit : Math.max(limit, SCANNED_AT_ONCE);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("tenant", Caller.current().tenantId());
    parameters.put("position", cursor.position());
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
    Head head = lines.getFirst().head();
    List<Row> rows = lines.stream().map(Line::row).filter(Objects::nonNull).toList();
    if (cursor.position() >= head.horizon()) {
      throw FeedCursor.neverGiven();
    }
    if (head.expired() && !cursor.equals(FeedCursor.BEGINNING)) {
      throw Errors.cursorExpired();
    }
    return FeedPage.merge(parts(rows), lastSeen(rows, cursor), limit, head.unsettled());
  }

  /** After all that can be read now. */
  FeedCursor end() {
    return reads.run(
        () ->
            jdbc
                .sql(end)
                .param("tenant", Caller.current().tenantId())
                .query(
                    (row, number) ->
                        new FeedCursor(
                            row.getLong("position"),
                            row.getString("schema"),
                            row.getLong("number")))
                .list()
                .stream()
                .max(Comparator.naturalOrder())
                .orElse(FeedCursor.BEGINNING));
  }

  private List<Part> parts(List<Row> rows) {
    return schemas.stream()
        .map(schema -> rows.stream().filter(row -> row.at().schema().equals(schema)).toList())
        .map(Feed::part)
        .toList();
  }

  private static Part part(List<Row> rows) {
    List<Entry> entries = new ArrayList<>();
    for (Row row : rows) {
      if (row.event() != null) {
        entries.add(new Entry(row.at(), row.event()));
      }
    }
    if (rows.isEmpty()) {
      return new Part(entries, null);
    }
    Row last = rows.getLast();
    if (entries.size() < last.wanted()) {
      // Too many, or too large, for one page.
      return new Part(entries, entries.getLast().cursor());
    }
    return new Part(entries, last.full() ? last.at() : null);
  }

  private static FeedCursor lastSeen(List<Row> rows, FeedCursor cursor) {
    return rows.stream().map(Row::at).max(Comparator.naturalOrder()).orElse(cursor);
  }

  private static Line line(ResultSet row) throws SQLException {
    Head head =
        new Head(row.getLong("horizon"), row.getBoolean("expired"), row.getBoolean("unsettled"));
    return new Line(head, row.getString("schema") == null ? null : row(row));
  }

  private static Row row(ResultSet row) throws SQLException {
    FeedCursor at =
        new FeedCursor(row.getLong("position"), row.getString("schema"), row.getLong("number"));
    return new Row(
        at,
        row.getBoolean("included") ? event(at, row) : null,
        row.getBoolean("is_full"),
        row.getInt("wanted_rows"));
  }

  private static Event event(FeedCursor at, ResultSet row) throws SQLException {
    return Event.newBuilder()
        .setCursor(at.text())
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
