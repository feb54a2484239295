package id.laris.payment;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.background.Background;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.db.Writes;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransaction.State;
import id.laris.simulator.MidtransSimulator;
import id.laris.simulator.Operation;
import id.laris.simulator.WebhookFault;
import id.laris.testkit.FakeClock;
import id.laris.testkit.SqlStatements;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The sweeper among very many payments that are none of its business yet. */
@PaymentTest
class SweeperTest {

  private static final int DUE = 20;
  private static final int NOT_DUE = 20_000;

  @Autowired Merchants merchants;
  @Autowired MidtransSimulator simulator;
  @Autowired DatabaseSettings database;
  @Autowired SqlStatements statements;
  @Autowired Background background;
  @Autowired Writes writes;
  @Autowired JdbcClient jdbc;
  @Autowired FakeClock clock;

  private Merchant merchant;
  private List<PaymentTransaction> due;

  @BeforeEach
  void manyArePending() {
    merchant = merchants.only();
    due = new ManyPending(database).make(merchant, DUE, NOT_DUE);
    clock.advance(Duration.ofMinutes(1));
  }

  @Test
  void looksAtWhatIsDueAndAtNothingElse() {
    merchant.sweep();

    assertThat(simulator.control().calls(Operation.STATUS)).isEqualTo(DUE);
    merchant.sweep();
    assertThat(simulator.control().calls(Operation.STATUS)).as("looked at already").isEqualTo(DUE);
  }

  @Test
  void findsWhatWasPaidThoughNoNotificationCame() {
    PaymentTransaction paid = due.getLast();
    simulator.control().webhookFault(WebhookFault.DROP, 1);
    simulator.control().pay(paid.getGatewayOrderId());

    merchant.sweep();

    assertThat(merchant.get(paid.getId()).getState()).isEqualTo(State.PAID);
  }

  @Test
  void readsByTheIndexOfWhatIsDueUnderTheRoleAndThePoliciesOfTheService() {
    String claim =
        statements.during(merchant::sweep).stream()
            .filter(sql -> sql.contains("skip locked"))
            .findFirst()
            .orElseThrow();

    for (String mode : List.of("force_custom_plan", "force_generic_plan")) {
      assertThat(planAsService(claim, mode))
          .as(mode)
          .contains("Index Scan using payment_transaction_next_check_at_idx")
          // By the time too, and not only in its order: when none is due, all would be read.
          .containsPattern("Index Cond: .*next_check_at <= ")
          .contains("Index Scan using payment_transaction_pkey")
          .doesNotContain("Seq Scan");
    }
  }

  /** The plan of the statement with its parameters, as a connection of the service makes it. */
  private String planAsService(String claim, String mode) {
    String tenant = "'%s'::uuid".formatted(merchant.tenantId());
    return background.call(
        merchant.tenantId(),
        PaymentModule.SERVICE,
        "explain",
        () ->
            writes.run(
                () -> {
                  assertThat(
                          jdbc.sql(
                                  "select row_security_active('payment.payment_transaction') and not rolbypassrls"
                                      + " from pg_roles where rolname = current_user")
                              .query(Boolean.class)
                              .single())
                      .as("the policies hold for this role")
                      .isTrue();
                  jdbc.sql("set local plan_cache_mode = " + mode).update();
                  jdbc.sql(
                          "prepare claim (timestamptz, uuid, uuid, timestamptz, bigint) as "
                              + numbered(claim))
                      .update();
                  String plan =
                      String.join(
                          "\n",
                          jdbc.sql(
                                  "explain execute claim ('%1$s', %2$s, %2$s, '%1$s', 8)"
                                      .formatted(clock.instant(), tenant))
                              .query(String.class)
                              .list());
                  jdbc.sql("deallocate claim").update();
                  return plan;
                }));
  }

  private static String numbered(String sql) {
    StringBuilder numbered = new StringBuilder();
    int number = 0;
    for (String part : sql.split("\\?", -1)) {
      numbered.append(number == 0 ? "" : "$" + number).append(part);
      number++;
    }
    return numbered.toString();
  }
}
