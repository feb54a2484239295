package id.laris.customer.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import id.laris.common.background.Background;
import id.laris.common.db.Writes;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.common.secret.Guesses;
import id.laris.common.secret.MasterKeys;
import id.laris.customer.CustomerModule;
import id.laris.customer.CustomerTest;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.IssueGiftCardRequest;
import id.laris.pos.v1.IssueGiftCardResponse;
import id.laris.testkit.TestCalls;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

/** Codes are found under the master key of today and the one before. */
@CustomerTest
class CardCodesTest {

  private static final String NEW_KEY = Base64.getEncoder().encodeToString(new byte[32]);

  private static final String OLD_KEY = CustomerTest.KEY;

  @Autowired TestCalls calls;
  @Autowired Background background;
  @Autowired Writes writes;
  @Autowired JdbcClient jdbc;
  @Autowired NamedParameterJdbcTemplate batches;
  @Autowired Clock clock;

  private UUID tenantId;
  private IssueGiftCardResponse issued;
  private UUID cardId;

  @BeforeEach
  void issue() {
    tenantId = UUID.randomUUID();
    issued =
        CustomerServiceGrpc.newBlockingStub(calls.as(tenantId))
            .issueGiftCard(IssueGiftCardRequest.newBuilder().setAmount(500).build());
    cardId = UUID.fromString(issued.getGiftCard().getId());
  }

  @Test
  void theKeyBeforeIsStillGoodForItsCodes() {
    assertThat(find(codes(NEW_KEY + "," + OLD_KEY), issued.getCode())).isEqualTo(cardId);
    assertThat(refusal(() -> find(codes(NEW_KEY), issued.getCode()))).isEqualTo(Reason.NOT_FOUND);
  }

  @Test
  void aCodeThatPaysIsStoredUnderTheNewKey() {
    CardCodes both = codes(NEW_KEY + "," + OLD_KEY);

    renew(both);
    renew(both);

    assertThat(find(codes(NEW_KEY), issued.getCode())).isEqualTo(cardId);
    assertThat(refusal(() -> find(codes(OLD_KEY), issued.getCode()))).isEqualTo(Reason.NOT_FOUND);
  }

  @Test
  void aCodeThatWasReplacedMeanwhileIsNotMadeValidAgain() {
    CardCodes both = codes(NEW_KEY + "," + OLD_KEY);
    CardCode drawn = redraw(both);

    renew(both);

    assertThat(refusal(() -> find(both, issued.getCode()))).isEqualTo(Reason.NOT_FOUND);
    assertThat(find(both, drawn.digits())).isEqualTo(cardId);
  }

  @Test
  void aNewCodeIsStoredUnderTheNewKey() {
    CardCodes both = codes(NEW_KEY + "," + OLD_KEY);
    CardCode drawn = redraw(both);

    assertThat(find(codes(NEW_KEY), drawn.digits())).isEqualTo(cardId);
    assertThat(refusal(() -> find(codes(OLD_KEY), drawn.digits()))).isEqualTo(Reason.NOT_FOUND);
  }

  @Test
  void withoutAKeyThereAreNoCodes() {
    CardCodes keyless = codes(new MockEnvironment().withProperty("pos.env", "production"));

    assertThat(refusal(() -> inTenant(keyless::draw))).isEqualTo(Reason.MASTER_KEY_MISSING);
    assertThat(refusal(() -> find(keyless, issued.getCode()))).isEqualTo(Reason.MASTER_KEY_MISSING);
  }

  private static Reason refusal(Runnable work) {
    return catchThrowableOfType(PosException.class, work::run).reason();
  }

  /** Gives the card another code. */
  private CardCode redraw(CardCodes codes) {
    return inTenant(
        () -> {
          CardCode code = codes.draw();
          codes.store(Map.of(cardId, code));
          return code;
        });
  }

  private void renew(CardCodes codes) {
    String _ =
        inTenant(
            () -> {
              codes.renew(issued.getCode());
              return "";
            });
  }

  private UUID find(CardCodes codes, String code) {
    return inTenant(() -> codes.find(code));
  }

  private CardCodes codes(String masterKey) {
    return codes(new MockEnvironment().withProperty("pos.master-key", masterKey));
  }

  private CardCodes codes(MockEnvironment environment) {
    return new CardCodes(new MasterKeys(environment), new Guesses(clock), jdbc, batches);
  }

  private <R> R inTenant(Supplier<R> work) {
    return background.call(tenantId, CustomerModule.SERVICE, "Test", () -> writes.run(work));
  }
}
