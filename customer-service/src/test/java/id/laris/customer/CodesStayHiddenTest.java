package id.laris.customer;

import static id.laris.customer.Purse.byCode;
import static id.laris.customer.Purse.newOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import id.laris.common.grpc.Protos;
import id.laris.pos.Service;
import id.laris.pos.v1.GetBalanceRequest;
import id.laris.pos.v1.GetGiftCardRequest;
import id.laris.pos.v1.IssueGiftCardResponse;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderItem;
import id.laris.pos.v1.ReplaceGiftCardRequest;
import id.laris.pos.v1.ShowGiftCardCodesRequest;
import id.laris.testkit.RecordedLog;
import id.laris.testkit.StoredRows;
import id.laris.testkit.TestCalls;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A code is shown once, and stands in no table, event, log or error. */
@CustomerTest
class CodesStayHiddenTest {

  @Autowired TestCalls calls;
  @Autowired FakeSales sales;
  @Autowired StoredRows stored;

  private final UUID tenantId = UUID.randomUUID();
  private final List<String> errors = new ArrayList<>();

  @Test
  void aCodeComesOutNowhereElse() {
    List<String> codes = new ArrayList<>();
    String log;
    try (RecordedLog recorded = new RecordedLog()) {
      IssueGiftCardResponse issued = keyed().issue(request -> request);
      codes.add(issued.getCode());
      use(issued.getCode());
      codes.add(
          keyed()
              .stub
              .replaceGiftCard(
                  ReplaceGiftCardRequest.newBuilder()
                      .setGiftCardId(issued.getGiftCard().getId())
                      .build())
              .getCode());
      use(issued.getCode());
      Order order = order();
      sales.has(order);
      keyed()
          .stub
          .showGiftCardCodes(
              ShowGiftCardCodesRequest.newBuilder().setOrderId(order.getId()).build())
          .getCardsList()
          .forEach(card -> codes.add(card.getCode()));
      refused(codes.getFirst() + "0".repeat(40));
      refused(codes.getFirst() + "\u0001");
      log = recorded.text();
    }

    assertThat(codes).hasSize(4).allSatisfy(code -> assertThat(code).hasSize(16));
    assertThat(log).as("it was written down").contains("rpc=pos.v1.CustomerService");
    assertThat(errors).isNotEmpty();
    List<String> rows = stored.of(Service.CUSTOMER, tenantId);
    assertThat(rows).as("they were found").anyMatch(row -> row.contains(last(codes.get(1))));
    for (String code : codes) {
      hides("the log", log, code);
      errors.forEach(error -> hides("an error", error, code));
      rows.forEach(row -> hides("a row", row, code));
    }
  }

  private Purse keyed() {
    return new Purse(calls.as(tenantId, UUID.randomUUID()));
  }

  private void use(String code) {
    Purse purse = keyed();
    attempt(
        () ->
            purse.stub.getGiftCard(GetGiftCardRequest.newBuilder().setGiftCardCode(code).build()));
    attempt(
        () -> purse.stub.getBalance(GetBalanceRequest.newBuilder().setGiftCardCode(code).build()));
    attempt(() -> purse.hold(newOrder(), 1, byCode(code, 10)));
    attempt(() -> purse.hold(newOrder(), 1, byCode(code, 10_000)));
  }

  private void refused(String code) {
    int before = errors.size();
    use(code);
    assertThat(errors).hasSize(before + 4);
  }

  private void attempt(ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    if (thrown != null) {
      errors.add(thrown + " " + Status.trailersFromThrowable(thrown));
    }
  }

  private static Order order() {
    return Purse.order(newOrder())
        .setStatus(Order.Status.COMPLETED)
        .addItems(
            OrderItem.newBuilder()
                .setId(newOrder())
                .setGiftCard(true)
                .setQuantity(2)
                .setUnitPrice(Protos.money(50_000, Purse.CURRENCY)))
        .build();
  }

  private static String last(String code) {
    return code.substring(12);
  }

  private static void hides(String where, String text, String code) {
    String hex = HexFormat.of().formatHex(code.getBytes(StandardCharsets.US_ASCII));
    assertThat(text.contains(code) || text.contains(hex)).as("%s shows a code", where).isFalse();
  }
}
