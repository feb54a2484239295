package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CreateCategoryRequest;
import id.laris.testkit.FakeClock;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SuiteWalk
class IdempotencySweepTest {

  @Autowired TestCalls calls;
  @Autowired FakeClock clock;
  @Autowired Rows rows;

  private final UUID tenant = UUID.randomUUID();

  @Test
  void expiredKeysAreDeletedAfterALaterWriteAndOthersStay() {
    for (int i = 0; i < 5; i++) {
      writeUnderANewKey();
    }
    assertThat(keys()).isEqualTo(5);

    clock.advance(Duration.ofHours(25));
    writeUnderANewKey();

    await().untilAsserted(() -> assertThat(keys()).isEqualTo(1));
  }

  private void writeUnderANewKey() {
    assertThat(
            CatalogServiceGrpc.newBlockingStub(calls.as(tenant, UUID.randomUUID()))
                .createCategory(CreateCategoryRequest.newBuilder().setName("Tea").build())
                .hasCategory())
        .isTrue();
  }

  private long keys() {
    return rows.asOwner()
        .sql("select count(*) from catalog.idempotency_key where tenant_id = ?")
        .param(tenant)
        .query(Long.class)
        .single();
  }
}
