package id.laris.customer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.AdjustStoreCreditRequest;
import id.laris.pos.v1.Balance;
import id.laris.pos.v1.BalanceEntry;
import id.laris.pos.v1.BalanceHold;
import id.laris.pos.v1.BalanceHold.Kind;
import id.laris.pos.v1.CreateCustomerRequest;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.CustomerServiceGrpc.CustomerServiceBlockingStub;
import id.laris.pos.v1.GetBalanceRequest;
import id.laris.pos.v1.GetGiftCardRequest;
import id.laris.pos.v1.GiftCard;
import id.laris.pos.v1.HoldBalancesRequest;
import id.laris.pos.v1.HoldBalancesResponse;
import id.laris.pos.v1.IssueGiftCardRequest;
import id.laris.pos.v1.IssueGiftCardResponse;
import id.laris.pos.v1.ListEntriesRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.ReleaseBalancesRequest;
import id.laris.pos.v1.SetCreditLimitRequest;
import id.laris.testkit.FakeClock;
import io.grpc.Channel;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The gift cards, store credit and accounts of a tenant, as a till uses them. */
final class Purse {

  static final String CURRENCY = "IDR";

  final CustomerServiceBlockingStub stub;

  Purse(Channel channel) {
    stub = CustomerServiceGrpc.newBlockingStub(channel);
  }

  String customer() {
    return stub.createCustomer(CreateCustomerRequest.newBuilder().setDisplayName("Siti").build())
        .getCustomer()
        .getId();
  }

  IssueGiftCardResponse issue(UnaryOperator<IssueGiftCardRequest.Builder> how) {
    return stub.issueGiftCard(
        how.apply(IssueGiftCardRequest.newBuilder().setAmount(500).setCurrency(CURRENCY)).build());
  }

  String card(long amount) {
    return issue(request -> request.setAmount(amount)).getGiftCard().getId();
  }

  GiftCard read(String cardId) {
    return stub.getGiftCard(GetGiftCardRequest.newBuilder().setGiftCardId(cardId).build())
        .getGiftCard();
  }

  void credit(String customerId, long amount) {
    var _ =
        stub.adjustStoreCredit(
            AdjustStoreCreditRequest.newBuilder()
                .setCustomerId(customerId)
                .setAmount(amount)
                .setCurrency(CURRENCY)
                .setReason("goodwill")
                .build());
  }

  void limit(String customerId, long amount) {
    var _ =
        stub.setCreditLimit(
            SetCreditLimitRequest.newBuilder()
                .setCustomerId(customerId)
                .setAmount(amount)
                .setCurrency(CURRENCY)
                .build());
  }

  Balance balance(String customerId, Kind kind) {
    return stub.getBalance(
            GetBalanceRequest.newBuilder()
                .setKind(kind)
                .setCustomerId(customerId)
                .setCurrency(CURRENCY)
                .build())
        .getBalance();
  }

  List<BalanceEntry> entries(String cardId) {
    return entries(request -> request.setGiftCardId(cardId));
  }

  List<BalanceEntry> entries(UnaryOperator<ListEntriesRequest.Builder> which) {
    return stub.listEntries(
            which
                .apply(
                    ListEntriesRequest.newBuilder()
                        .setCurrency(CURRENCY)
                        .setPagination(PaginationRequest.newBuilder().setPageSize(100)))
                .build())
        .getEntriesList();
  }

  /** The balance of a card is the sum of its entries, each of which says the sum so far. */
  void isRight(String cardId) {
    List<BalanceEntry> newestFirst = entries(cardId);
    long sum = 0;
    for (BalanceEntry entry : newestFirst.reversed()) {
      sum += entry.getAmount().getAmount();
      assertThat(entry.getBalance().getAmount()).isEqualTo(sum);
    }
    assertThat(read(cardId).getBalance().getAmount()).isEqualTo(sum);
  }

  static BalanceHold byCard(String cardId, long amount) {
    return hold(Kind.GIFT_CARD, amount).setGiftCardId(cardId).build();
  }

  static BalanceHold byCode(String code, long amount) {
    return hold(Kind.GIFT_CARD, amount).setGiftCardCode(code).build();
  }

  static BalanceHold byCustomer(Kind kind, String customerId, long amount) {
    return hold(kind, amount).setCustomerId(customerId).build();
  }

  private static BalanceHold.Builder hold(Kind kind, long amount) {
    return BalanceHold.newBuilder()
        .setPaymentId(UUID.randomUUID().toString())
        .setKind(kind)
        .setAmount(amount);
  }

  HoldBalancesResponse hold(String orderId, long revision, BalanceHold... holds) {
    return stub.holdBalances(
        HoldBalancesRequest.newBuilder()
            .setOrderId(orderId)
            .setRevision(revision)
            .setCurrency(CURRENCY)
            .addAllHolds(Arrays.asList(holds))
            .build());
  }

  void release(String orderId, long revision, BalanceHold... kept) {
    var _ =
        stub.releaseBalances(
            ReleaseBalancesRequest.newBuilder()
                .setOrderId(orderId)
                .setRevision(revision)
                .addAllKeptPaymentIds(Arrays.stream(kept).map(BalanceHold::getPaymentId).toList())
                .build());
  }

  static String newOrder() {
    return UUID.randomUUID().toString();
  }

  /** An order as sales tells it, with the payments for which something was held. */
  static Order.Builder order(String orderId, Payment.Builder... payments) {
    Order.Builder order =
        Order.newBuilder()
            .setId(orderId)
            .setCurrency(CURRENCY)
            .setVersion(7)
            .setCompletedAt(Protos.timestamp(FakeClock.START))
            .setUpdatedAt(Timestamps.fromMillis(FakeClock.START.toEpochMilli()));
    Arrays.stream(payments).forEach(order::addPayments);
    return order;
  }

  /** The payment for which this is held. */
  static Payment.Builder payment(BalanceHold hold, Payment.Status status) {
    return Payment.newBuilder()
        .setId(hold.getPaymentId())
        .setPaymentType(
            switch (hold.getKind()) {
              case STORE_CREDIT -> Payment.Type.STORE_CREDIT;
              case ACCOUNT -> Payment.Type.ON_ACCOUNT;
              default -> Payment.Type.GIFT_CARD;
            })
        .setStatus(status)
        .setAmount(Protos.money(hold.getAmount(), CURRENCY))
        .setGiftCardId(hold.getGiftCardId());
  }
}
