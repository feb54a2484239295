package id.laris.events;

import id.laris.common.db.Reads;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The transactions of the database that have ended. */
@Component
class Horizon {

  private final JdbcClient jdbc;
  private final Reads reads;

  Horizon(JdbcClient jdbc, Reads reads) {
    this.jdbc = jdbc;
    this.reads = reads;
  }

  /**
   * The state that a query has seen.
   *
   * @param readable events at positions below it can be read
   * @param committed events that are committed by now have positions below it
   */
  record Seen(long readable, long committed) {}

  Seen look() {
    return reads.run(
        () ->
            jdbc.sql(
                    """
                    select pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
                      pg_snapshot_xmax(pg_current_snapshot())::text::bigint
                    """)
                .query((row, number) -> new Seen(row.getLong(1), row.getLong(2)))
                .single());
  }
}
