package id.laris.common.db;

import id.laris.common.Caller;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.stereotype.Component;

/**
 * Tells the number of a tenant's last event. Every change that adds an event raises it, so what a
 * process remembers of rows that change with events only is right as long as the number is the
 * same.
 */
@Component
public class FeedNumbers {

  private final SingleStatements statements;
  private final Schemas schemas;

  FeedNumbers(SingleStatements statements, Schemas schemas) {
    this.statements = statements;
    this.schemas = schemas;
  }

  /**
   * A number as a server told it.
   *
   * @param last the number of the last event; 0 before the first
   * @param serverStartedAt tells servers apart: one that took over may have lost what another
   *     committed
   */
  public record FeedNumber(long last, Instant serverStartedAt) {}

  /**
   * The number of the caller's tenant in the service whose RPC is being handled. It is one
   * statement outside of any transaction, and every change that was committed before counts.
   */
  public FeedNumber current() {
    return statements
        .sql("select last, server_started_at from %s.feed_number(?)".formatted(schemas.current()))
        .param(Caller.current().tenantId())
        .query(
            (row, number) ->
                new FeedNumber(row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant()))
        .single();
  }
}
