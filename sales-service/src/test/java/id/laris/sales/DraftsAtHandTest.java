package id.laris.sales;

import static id.laris.sales.FakeCatalog.idr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.laris.common.Ids;
import id.laris.common.background.Background;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.db.Writes;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.ApplyDiscountRequest;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.Order;
import id.laris.sales.draft.Drafts;
import id.laris.sales.draft.QuotedDraft;
import id.laris.sales.order.ConcurrentOrderChange;
import id.laris.sales.order.ItemRequest;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A process keeps the drafts that it has stored. Others may change them meanwhile, which is what
 * statements behind its back stand for here: what is stored counts.
 */
@SalesTest
class DraftsAtHandTest {

  private static final long PRICE = 1_000_000;

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired DatabaseSettings database;
  @Autowired Background background;
  @Autowired Drafts drafts;
  @Autowired Writes writes;
  @Autowired JdbcClient jdbc;

  private final UUID tenant = UUID.randomUUID();
  private Till till;
  private String tea;
  private Order draft;

  @BeforeEach
  void aDraft() {
    till = new Till(calls.as(tenant));
    tea = catalog.sell("Tea", PRICE);
    draft = till.draft(tea, 1);
  }

  @Test
  void aChangeIsMadeToWhatAnotherProcessHasStored() {
    behindItsBack("notes = 'no sugar', version = version + 1");

    Order after = till.add(draft, tea, 1);

    assertThat(after.getNotes()).isEqualTo("no sugar");
    assertThat(after.getVersion()).isEqualTo(draft.getVersion() + 2);
    assertThat(after.getItemsList()).hasSize(2);
    assertThat(till.get(draft)).isEqualTo(after);
  }

  @Test
  void theVersionThatAnotherProcessHasGivenIsTheVersion() {
    behindItsBack("version = version + 1");

    Order after =
        till.sales().addOrderItem(line().setVersion(draft.getVersion() + 1).build()).getOrder();

    assertThat(after.getVersion()).isEqualTo(draft.getVersion() + 2);
    behindItsBack("version = version + 1");
    Refusal.of(() -> till.sales().addOrderItem(line().setVersion(after.getVersion()).build()))
        .has(Reason.VERSION_CONFLICT);
  }

  @Test
  void anOrderThatAnotherProcessHasVoidedIsVoided() {
    behindItsBack("status = 'VOIDED', items = null, payments = null, version = version + 1");

    Refusal.of(() -> till.add(draft, tea, 1)).has(Reason.ORDER_VOIDED);
  }

  @Test
  void aLineThatAnotherProcessHasRemovedRefusesNothing() {
    String milk = catalog.sell("Milk", PRICE);
    draft = till.add(draft, milk, 1);
    behindItsBack("items = items - 1, version = version + 1");
    catalog.stopSelling(milk, Reason.ITEM_INACTIVE);

    Order open =
        till.sales()
            .finalizeOrder(FinalizeOrderRequest.newBuilder().setOrderId(draft.getId()).build())
            .getOrder();

    assertThat(open.getStatus()).isEqualTo(Order.Status.OPEN);
    assertThat(open.getTotal()).isEqualTo(idr(PRICE));
  }

  @Test
  void aDiscountThatAnotherProcessHasRemovedIsNotTakenForARepetition() {
    ApplyDiscountRequest request =
        Till.percent(draft, 10_000).toBuilder().setId(UUID.randomUUID().toString()).build();
    till.discount(request);
    behindItsBack("discounts = '[]', version = version + 1");

    assertThat(till.discount(request).getDiscountsList()).hasSize(1);
    assertThat(till.get(draft).getDiscountsList()).hasSize(1);
  }

  @Test
  void whatIsRolledBackIsNotKept() {
    Till underOneKey = new Till(calls.as(tenant, UUID.randomUUID()));
    Order added = underOneKey.add(draft, tea, 1);
    assertThat(underOneKey.add(draft, tea, 1)).as("rolled back, and answered").isEqualTo(added);
    behindItsBack("version = version + 1");

    assertThat(till.add(draft, tea, 1).getItemsList()).hasSize(3);
  }

  @Test
  void aTransactionThatIsDoneAgainOverwritesNobody() {
    ItemRequest line = ItemRequest.from(line().build());
    AtomicInteger attempts = new AtomicInteger();

    assertThatThrownBy(
            () ->
                background.run(
                    tenant,
                    SalesModule.SERVICE,
                    "test",
                    () -> {
                      QuotedDraft quoted =
                          drafts.quote(Ids.parse(draft.getId()), order -> order.addItem(line));
                      var _ = writes.run(() -> storeAtTheSecondAttempt(quoted, attempts));
                    }))
        .isInstanceOf(ConcurrentOrderChange.class);

    assertThat(attempts).hasValue(2);
    Order stored = till.get(draft);
    assertThat(stored.getNotes()).isEqualTo("no sugar");
    assertThat(stored.getItemsList()).hasSize(1);
  }

  /** The first attempt loses to another transaction, and before the second another call is done. */
  private QuotedDraft storeAtTheSecondAttempt(QuotedDraft quoted, AtomicInteger attempts) {
    if (attempts.incrementAndGet() == 2) {
      behindItsBack("notes = 'no sugar', version = version + 1");
    }
    drafts.store(quoted);
    if (attempts.get() == 1) {
      var _ = jdbc.sql("do $$ begin raise exception using errcode = '40001'; end $$").update();
    }
    return quoted;
  }

  private AddOrderItemRequest.Builder line() {
    return AddOrderItemRequest.newBuilder()
        .setOrderId(draft.getId())
        .setVariantId(tea)
        .setQuantity(1);
  }

  private void behindItsBack(String changes) {
    Database.execute(
        database,
        "update sales.sales_order set %s where id = '%s'".formatted(changes, draft.getId()));
  }
}
