package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import id.laris.common.Caller;
import id.laris.common.db.Reads;
import id.laris.common.errors.PassingFailure;
import id.laris.common.errors.Reason;
import id.laris.common.errors.StatusMapper;
import id.laris.testkit.LarisTest;
import id.laris.testkit.Refusal;
import io.grpc.Context;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A mistake of ours is not taken for a database that takes no writes, which passes. */
@LarisTest
class WriteInReadTest {

  @Autowired Reads reads;
  @Autowired JdbcClient jdbc;
  @Autowired StatusMapper statuses;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from catalog.category where name = :name",
        "select id from catalog.category where name = :name for update"
      })
  void isInternal(String statement) {
    RuntimeException failure =
        catchRuntimeException(
            () ->
                as(UUID.randomUUID())
                    .run(
                        () ->
                            reads.run(
                                () ->
                                    jdbc.sql(statement)
                                        .param("name", "Tea")
                                        .query()
                                        .listOfRows())));

    Refusal.of(statuses.toStatus(failure, "trace")).has(Reason.INTERNAL);
    assertThat(PassingFailure.caused(failure)).isFalse();
    assertThat(failure).hasStackTraceContaining("read-only transaction");
  }

  private static Context as(UUID tenant) {
    return Caller.service(tenant).in(Context.current());
  }
}
