package id.laris.customer.code;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.background.Background;
import id.laris.common.db.Writes;
import id.laris.common.secret.Guesses;
import id.laris.common.secret.MasterKeys;
import id.laris.customer.CustomerModule;
import id.laris.customer.CustomerTest;
import id.laris.pos.v1.BalanceHold;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.CustomerServiceGrpc.CustomerServiceBlockingStub;
import id.laris.pos.v1.HoldBalancesRequest;
import id.laris.pos.v1.IssueGiftCardRequest;
import id.laris.testkit.TestCalls;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

/** A card that was stored under the key before is stored under the new one when it pays. */
@CustomerTest
class CardThatPaysTest {

  @Autowired TestCalls calls;
  @Autowired Background background;
  @Autowired Writes writes;
  @Autowired JdbcClient jdbc;
  @Autowired NamedParameterJdbcTemplate batches;
  @Autowired Clock clock;

  private final UUID tenantId = UUID.randomUUID();

  @Test
  void itsCodeIsGoodOnceTheKeyBeforeIsGone() {
    CustomerServiceBlockingStub customers = CustomerServiceGrpc.newBlockingStub(calls.as(tenantId));
    String cardId =
        customers
            .issueGiftCard(
                IssueGiftCardRequest.newBuilder().setAmount(500).setCurrency("IDR").build())
            .getGiftCard()
            .getId();
    CardCode code = storeUnder(CustomerTest.KEY_BEFORE, UUID.fromString(cardId));

    var _ =
        customers.holdBalances(
            HoldBalancesRequest.newBuilder()
                .setOrderId(UUID.randomUUID().toString())
                .setCurrency("IDR")
                .addHolds(
                    BalanceHold.newBuilder()
                        .setPaymentId(UUID.randomUUID().toString())
                        .setKind(BalanceHold.Kind.GIFT_CARD)
                        .setGiftCardCode(code.digits())
                        .setAmount(200))
                .build());

    assertThat(inTenant(() -> codes(CustomerTest.KEY).find(code.digits()))).hasToString(cardId);
  }

  private CardCode storeUnder(String key, UUID cardId) {
    return inTenant(
        () -> {
          CardCode drawn = codes(key).draw();
          codes(key).store(Map.of(cardId, drawn));
          return drawn;
        });
  }

  private CardCodes codes(String key) {
    MasterKeys keys = new MasterKeys(new MockEnvironment().withProperty("pos.master-key", key));
    return new CardCodes(keys, new Guesses(clock), jdbc, batches);
  }

  private <R> R inTenant(Supplier<R> work) {
    return background.call(tenantId, CustomerModule.SERVICE, "Test", () -> writes.run(work));
  }
}
