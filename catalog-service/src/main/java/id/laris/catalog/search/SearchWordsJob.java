package id.laris.catalog.search;

import id.laris.common.Caller;
import id.laris.common.background.TenantJob;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.search.Search;
import id.laris.common.search.Words;
import id.laris.pos.Service;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Splits the texts of products anew where an older Laris has split them in another way, once for
 * each tenant. Until then they are found by the words that they have.
 */
@Component
class SearchWordsJob implements TenantJob {

  private static final int AT_ONCE = 200;

  private final SearchWords words;
  private final Reads reads;
  private final Writes writes;
  private final JdbcClient jdbc;

  SearchWordsJob(SearchWords words, Reads reads, Writes writes, JdbcClient jdbc) {
    this.words = words;
    this.reads = reads;
    this.writes = writes;
    this.jdbc = jdbc;
  }

  @Override
  public String name() {
    return "catalog.search-words";
  }

  @Override
  public String service() {
    return Service.CATALOG.grpcName();
  }

  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  @Override
  public void run() {
    if (reads.run(this::isDone)) {
      return;
    }
    UUID last = Search.BEFORE_ALL;
    List<UUID> split = splitAfter(last);
    while (!split.isEmpty()) {
      last = split.getLast();
      split = splitAfter(last);
    }
    writes.run(this::noteDone);
  }

  private boolean isDone() {
    return jdbc.sql("select exists (select from catalog.search_state where words_version >= ?)")
        .param(Words.VERSION)
        .query(Boolean.class)
        .single();
  }

  private List<UUID> splitAfter(UUID productId) {
    return writes.run(
        () -> {
          List<UUID> next =
              jdbc.sql(
                      """
                      select id from catalog.product where id > ? and deleted_at is null
                      order by id limit ? for no key update
                      """)
                  .params(productId, AT_ONCE)
                  .query((row, number) -> row.getObject("id", UUID.class))
                  .list();
          words.refresh(next);
          return next;
        });
  }

  private int noteDone() {
    return jdbc.sql(
            """
            insert into catalog.search_state (tenant_id, words_version) values (?, ?)
            on conflict (tenant_id) do update set words_version = excluded.words_version
            """)
        .params(Caller.current().tenantId(), Words.VERSION)
        .update();
  }
}
