package id.laris.staff.apikey;

import id.laris.common.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The last uses of API keys, to about a minute: a use is a question of some process. */
@Component
public class ApiKeyUses {

  private static final Duration COARSE = Duration.ofMinutes(1);

  private final JdbcClient jdbc;

  ApiKeyUses(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Notes a use in the current transaction, unless one was noted a moment ago. */
  public void note(UUID apiKeyId, Instant now) {
    jdbc.sql(
            """
            insert into staff.api_key_use as last (tenant_id, api_key_id, used_at) values (:tenant, :key, :now)
            on conflict (tenant_id, api_key_id) do update set used_at = :now where last.used_at <= :before
            """)
        .param("tenant", Caller.current().tenantId())
        .param("key", apiKeyId)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("before", now.minus(COARSE).atOffset(ZoneOffset.UTC))
        .update();
  }

  Map<UUID, Instant> of(List<UUID> ids) {
    Map<UUID, Instant> uses = new HashMap<>();
    jdbc.sql(
            "select api_key_id, used_at from staff.api_key_use where tenant_id = :tenant and"
                + " api_key_id = any(:ids)")
        .param("tenant", Caller.current().tenantId())
        .param("ids", ids.toArray(UUID[]::new))
        .query(
            row -> {
              uses.put(
                  row.getObject("api_key_id", UUID.class),
                  row.getObject("used_at", OffsetDateTime.class).toInstant());
            });
    return uses;
  }
}
