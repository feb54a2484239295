package id.laris.torture.check;

import id.laris.torture.check.PromotionState.AppliedRow;
import id.laris.torture.check.PromotionState.PromotionRow;
import id.laris.torture.check.PromotionState.UsageRow;
import id.laris.torture.check.ShiftState.CashRow;
import id.laris.torture.check.ShiftState.MoveRow;
import id.laris.torture.check.ShiftState.ShiftRow;
import id.laris.torture.check.SystemState.CounterRow;
import id.laris.torture.check.SystemState.EventRow;
import id.laris.torture.check.SystemState.GatewayRow;
import id.laris.torture.check.SystemState.ItemRow;
import id.laris.torture.check.SystemState.LevelRow;
import id.laris.torture.check.SystemState.MovementRow;
import id.laris.torture.check.SystemState.OrderRow;
import id.laris.torture.check.SystemState.Owners;
import id.laris.torture.check.SystemState.PaymentRow;
import id.laris.torture.check.SystemState.ReservationRow;
import id.laris.torture.check.SystemState.TransactionRow;
import id.laris.torture.history.Call;
import id.laris.torture.history.DrawerStep;
import id.laris.torture.history.History;
import id.laris.torture.history.Outcome;
import id.laris.torture.history.Price;
import id.laris.torture.history.Sale;
import id.laris.torture.history.SeenEvent;
import id.laris.torture.history.StockStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A history and a state of the system that agree: two sales with a receipt each, one of them by QR
 * code and one with a promotion, one voided order, a delivery, and a call with another tenant's id;
 * and the orders of {@link SmallClientele}. A test breaks one thing in it.
 */
final class SmallWorld {

  static final String TENANT = "tenant";
  static final String SHOP = "shop";
  static final String COFFEE = "coffee";

  final List<Call> calls = new ArrayList<>();
  final List<Sale> sales = new ArrayList<>();
  final List<StockStep> steps = new ArrayList<>();
  final List<Price> prices = new ArrayList<>();
  final List<SeenEvent> seen = new ArrayList<>();

  final List<OrderRow> orders = new ArrayList<>();
  final Map<String, String> answered = new HashMap<>();
  final List<ItemRow> items = new ArrayList<>();
  final List<PaymentRow> payments = new ArrayList<>();
  final List<CounterRow> counters = new ArrayList<>();
  final List<LevelRow> levels = new ArrayList<>();
  final List<MovementRow> movements = new ArrayList<>();
  final List<ReservationRow> reservations = new ArrayList<>();
  final List<EventRow> events = new ArrayList<>();
  final List<TransactionRow> transactions = new ArrayList<>();
  final List<GatewayRow> gateway = new ArrayList<>();
  final List<PromotionRow> promotions = new ArrayList<>();
  final List<AppliedRow> applied = new ArrayList<>();
  final List<UsageRow> usages = new ArrayList<>();
  final List<ShiftRow> shifts = new ArrayList<>();
  final List<CashRow> cash = new ArrayList<>();
  final List<MoveRow> moves = new ArrayList<>();
  final List<DrawerStep> drawerSteps = new ArrayList<>();
  final List<String> foreign = new ArrayList<>();
  final List<String> unsettled = new ArrayList<>();
  final SmallClientele clientele;

  SmallWorld() {
    prices.add(new Price(TENANT, COFFEE, 500));
    deliver();
    sell("1", 2, 10, 8);
    sell("2", 1, 8, 7);
    payByQrCode("2");
    voided("3");
    levels.add(new LevelRow(TENANT, SHOP, COFFEE, 7, 0, 0, 0));
    counters.add(new CounterRow(TENANT, "SHOP", "2026-05-01", 3));
    promote("order 1");
    closeShift();
    clientele = new SmallClientele(this);
    call("Checkout", "key", "asked", "answered", "");
    call("Checkout", "key", "asked", "answered", "");
    call("Checkout", "key", "other", "", IdempotencyCheck.REUSED);
    call("GetOrder", "", "foreign", "", "NOT_FOUND");
  }

  private void deliver() {
    steps.add(
        new StockStep(
            TENANT,
            "delivery",
            "ReceivePurchaseOrder",
            Outcome.DONE,
            List.of(new StockStep.Move(SHOP, COFFEE, "ON_HAND", 10))));
    movements.add(movement("delivery", "RECEIPT", 10, 0, 10));
  }

  private void sell(String number, long quantity, long before, long after) {
    String id = "order " + number;
    long total = 500 * quantity;
    String receipt = "SHOP-20260501-000" + number;
    orders.add(order(id, "COMPLETED", total, receipt));
    items.add(item(id, quantity));
    payments.add(payment(id, "CAPTURED", total, ""));
    reservations.add(new ReservationRow(TENANT, id, SHOP, "COMMITTED", COFFEE, quantity));
    movements.add(movement(id, "SALE", -quantity, before, after));
    told(id, "COMPLETED", total, receipt, "", Map.of(COFFEE, quantity));
    event(id, "OrderFinalized", 1);
    event(id, "OrderCompleted", 2);
  }

  /** A shift with a payment that was voided after the close, and with a movement; and the next. */
  private void closeShift() {
    shifts.add(new ShiftRow(TENANT, "monday", "register", "CLOSED", 100, 1_050, -300, 1));
    shifts.add(new ShiftRow(TENANT, "tuesday", "register", "OPEN", 100, 0, 0, 0));
    cash.add(new CashRow(TENANT, "first", "monday", "", 700));
    cash.add(new CashRow(TENANT, "second", "monday", "monday", 300));
    cash.add(new CashRow(TENANT, "third", "tuesday", "", 10));
    moves.add(new MoveRow(TENANT, "move", "monday", -50));
    drawerSteps.add(new DrawerStep(TENANT, "monday", "move", -50, Outcome.DONE));
  }

  /** The only use of a promotion is that of this order. */
  private void promote(String orderId) {
    promotions.add(new PromotionRow(TENANT, "offer", 1, 1, 1, 50));
    applied.add(new AppliedRow(TENANT, orderId, "offer", true, 50));
    usages.add(new UsageRow(TENANT, orderId, "offer", "USED", 50));
  }

  /** The payment of that order came through the gateway. */
  private void payByQrCode(String number) {
    String id = "order " + number;
    PaymentRow cash = payments.removeLast();
    payments.add(payment(id, "CAPTURED", cash.amount(), "transaction"));
    transactions.add(
        new TransactionRow(
            TENANT, "transaction", "payment of " + id, "PAID", cash.amount(), 0, "gateway", ""));
    gateway.add(new GatewayRow("gateway", "settlement", cash.amount(), 0));
  }

  private void voided(String number) {
    String id = "order " + number;
    orders.add(order(id, "VOIDED", 500, ""));
    items.add(item(id, 1));
    reservations.add(new ReservationRow(TENANT, id, SHOP, "RELEASED", COFFEE, 1));
    told(id, "VOIDED", 500, "", "", Map.of(COFFEE, 1L));
    event(id, "OrderVoided", 2);
  }

  void told(
      String id,
      String status,
      long total,
      String receipt,
      String customer,
      Map<String, Long> goods) {
    answered.put(id, "digest of " + id);
    sales.add(
        new Sale(
            TENANT,
            "externalReference of " + id,
            SHOP,
            customer,
            goods,
            new Sale.Acknowledged(id, status, total, receipt, "digest of " + id),
            true));
  }

  void event(String orderId, String type, long sequence) {
    String id = "event " + events.size();
    events.add(
        new EventRow(TENANT, "sales", id, type, "Order", orderId, sequence, events.size() + 1));
    seen.add(new SeenEvent(TENANT, "suite", seen.size(), id, type, "Order", orderId, sequence));
  }

  private void call(String rpc, String key, String asked, String answer, String expected) {
    boolean done = !answer.isEmpty();
    calls.add(
        new Call(
            calls.size(),
            TENANT,
            "till",
            rpc,
            key,
            asked,
            done ? Outcome.DONE : Outcome.REFUSED,
            done ? "" : expected,
            answer,
            expected,
            0,
            1,
            done ? List.of() : List.of(expected)));
  }

  static OrderRow order(String id, String status, long total, String receipt) {
    return order(id, status, "", total, receipt);
  }

  static OrderRow order(String id, String status, String customer, long total, String receipt) {
    return new OrderRow(
        TENANT,
        id,
        "externalReference of " + id,
        status,
        SHOP,
        customer,
        total,
        0,
        0,
        0,
        total,
        receipt,
        receipt.isEmpty() ? "" : "2026-05-01");
  }

  static ItemRow item(String orderId, long quantity) {
    return new ItemRow(
        TENANT,
        orderId,
        "coffee product",
        COFFEE,
        false,
        quantity,
        500,
        500 * quantity,
        0,
        0,
        0,
        500 * quantity,
        0);
  }

  static PaymentRow payment(String orderId, String status, long amount, String transaction) {
    return payment("payment of " + orderId, orderId, "CASH", status, amount, transaction);
  }

  static PaymentRow payment(
      String id, String orderId, String type, String status, long amount, String transaction) {
    return new PaymentRow(
        TENANT, orderId, id, type, "", status, amount, amount, 0, 0, 0, transaction, 0);
  }

  static MovementRow movement(
      String reference, String type, long quantity, long before, long after) {
    return new MovementRow(
        TENANT, SHOP, COFFEE, "ON_HAND", type, quantity, before, after, reference, false);
  }

  History history() {
    return new History(
        List.of(TENANT), calls, sales, steps, prices, seen, clientele.history(), drawerSteps);
  }

  SystemState state() {
    return new SystemState(
        orders,
        answered,
        items,
        payments,
        counters,
        levels,
        movements,
        reservations,
        events,
        transactions,
        gateway,
        Set.of(COFFEE),
        Set.of(SHOP),
        clientele.state(),
        new PromotionState(promotions, applied, usages),
        new ShiftState(shifts, cash, moves),
        new Owners(100, foreign),
        unsettled);
  }

  /** The names of the checks that fail. */
  List<String> failing() {
    return Check.all().stream()
        .map(check -> check.look(history(), state()))
        .filter(verdict -> !verdict.passed())
        .map(CheckResult::name)
        .toList();
  }
}
