package id.laris.inventory.stock;

import com.google.protobuf.Message;
import id.laris.common.Caller;
import id.laris.common.db.RequestHash;
import id.laris.common.errors.Errors;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The actions made under ids that clients chose, so that repeating one does nothing. */
@Component
public class Batches {

  private final JdbcClient jdbc;
  private final Clock clock;

  Batches(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Returns whether the id is new, and records it in this transaction. A known id must have come
   * with the same request.
   *
   * @param kind what is done, such as {@code adjustment}
   */
  public boolean isNew(String kind, UUID id, Message request) {
    String hash = RequestHash.hexOf(request);
    int noted =
        jdbc.sql(
                """
                insert into inventory.stock_batch (tenant_id, kind, id, request_hash, created_at) values (?, ?, ?, ?, ?)
                on conflict (tenant_id, kind, id) do nothing
                """)
            .params(
                Caller.current().tenantId(),
                kind,
                id,
                hash,
                clock.instant().atOffset(ZoneOffset.UTC))
            .update();
    if (noted == 0 && !hashOf(kind, id).filter(hash::equals).isPresent()) {
      throw Errors.alreadyExists(kind, id);
    }
    return noted == 1;
  }

  /** Returns whether the id was recorded before. */
  public boolean has(String kind, UUID id) {
    return hashOf(kind, id).isPresent();
  }

  private Optional<String> hashOf(String kind, UUID id) {
    return jdbc.sql("select request_hash from inventory.stock_batch where kind = ? and id = ?")
        .params(kind, id)
        .query(String.class)
        .optional();
  }
}
