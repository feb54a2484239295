package id.laris.quickstart;

import com.google.protobuf.InvalidProtocolBufferException;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CheckoutRequest.Tender;
import id.laris.pos.v1.CreateCustomerRequest;
import id.laris.pos.v1.CreateRewardRequest;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.EventServiceGrpc;
import id.laris.pos.v1.GetGiftCardRequest;
import id.laris.pos.v1.GetLoyaltyAccountRequest;
import id.laris.pos.v1.IssueGiftCardRequest;
import id.laris.pos.v1.IssueGiftCardResponse;
import id.laris.pos.v1.LoyaltyAccount;
import id.laris.pos.v1.LoyaltyProgram;
import id.laris.pos.v1.LoyaltyProgram.AmountRule;
import id.laris.pos.v1.LoyaltyProgram.Base;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.NewOrderItem;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SetLoyaltyProgramRequest;
import id.laris.pos.v1.SubscribeRequest;
import java.io.PrintStream;

/**
 * Two sales to a regular: the first earns points, and the second spends them on a reward and is
 * paid with a gift card.
 */
final class LoyalSale {

  /** The same at each run, so that there is one such reward. */
  private static final String REWARD_ID = "00000000-0000-0000-0000-000000000201";

  private static final String CURRENCY = "IDR";

  /** Four pieces cost Rp 100,000 and earn a point for each Rp 10,000. */
  private static final long EARNING_PIECES = 4;

  private static final long PAID_IN_CASH = 10_000_000;
  private static final long POINTS = 10;

  private static final long CARD_AMOUNT = 5_000_000;
  private static final long REWARD_AMOUNT = 500_000;
  private static final long PIECE_PRICE = 2_500_000;

  private final ShownCalls calls;
  private final PrintStream out;

  LoyalSale(ShownCalls calls, PrintStream out) {
    this.calls = calls;
    this.out = out;
  }

  void run() {
    Till till = new Till(calls);
    till.checkHealth();
    Till.Item latte = till.writeTheMenu(false);
    openTheClub();
    String customerId = welcome();
    sellForPoints(latte, customerId);
    awaitPoints(customerId, POINTS);
    IssueGiftCardResponse card = issueCard();
    Order order = sellForRewardAndCard(latte, customerId, card.getCode());
    awaitPoints(customerId, 0);
    showWhatIsLeft(customerId, card);
    out.printf("%n== The receipt%n%n%s%n", till.receipt(order));
  }

  private void openTheClub() {
    calls.call(
        "Set the loyalty program: a point for each Rp 10,000",
        CustomerServiceGrpc.getSetLoyaltyProgramMethod(),
        SetLoyaltyProgramRequest.newBuilder()
            .setProgram(
                LoyaltyProgram.newBuilder()
                    .setActive(true)
                    .setName("Kopi Club")
                    .setAmountRule(
                        AmountRule.newBuilder()
                            .setBase(Base.NET)
                            .setPointsNumerator(1)
                            .setAmountDenominator(1_000_000)
                            .setCurrency(CURRENCY)))
            .build());
    calls.call(
        "Offer a reward for %d points".formatted(POINTS),
        CustomerServiceGrpc.getCreateRewardMethod(),
        CreateRewardRequest.newBuilder()
            .setId(REWARD_ID)
            .setName("Rp 5,000 off")
            .setPoints(POINTS)
            .setAmountOff(Money.newBuilder().setAmount(REWARD_AMOUNT).setCurrency(CURRENCY))
            .build());
  }

  private String welcome() {
    return calls
        .call(
            "Create a customer",
            CustomerServiceGrpc.getCreateCustomerMethod(),
            CreateCustomerRequest.newBuilder()
                .setGivenName("Siti")
                .setFamilyName("Rahayu")
                .setPhone("0812-3456-7890")
                .build())
        .getCustomer()
        .getId();
  }

  private void sellForPoints(Till.Item item, String customerId) {
    calls.call(
        "Sell %d to the customer, in one call".formatted(EARNING_PIECES),
        SalesServiceGrpc.getCheckoutMethod(),
        sale(item, customerId, EARNING_PIECES)
            .addPayments(
                Tender.newBuilder().setPaymentType(Payment.Type.CASH).setAmount(PAID_IN_CASH))
            .build());
  }

  private static CheckoutRequest.Builder sale(Till.Item item, String customerId, long pieces) {
    return CheckoutRequest.newBuilder()
        .setCustomerId(customerId)
        .addItems(
            NewOrderItem.newBuilder()
                .setProductId(item.productId())
                .setVariantId(item.variantId())
                .setQuantity(pieces));
  }

  /** Points follow the event of the completed order. */
  private void awaitPoints(String customerId, long expected) {
    calls.stream(
        "Wait for the event that the customer has %d points (no polling)".formatted(expected),
        EventServiceGrpc.getSubscribeMethod(),
        SubscribeRequest.newBuilder().addAggregateIds(customerId).addTypes("PointsChanged").build(),
        message -> message.hasEvent() && has(message.getEvent(), expected));
  }

  private static boolean has(Event event, long points) {
    try {
      return event.getPayload().unpack(LoyaltyAccount.class).getBalance() == points;
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the payload of an event cannot be read", e);
    }
  }

  private IssueGiftCardResponse issueCard() {
    return calls.call(
        "Issue a gift card of Rp 50,000; its code is shown now and never again",
        CustomerServiceGrpc.getIssueGiftCardMethod(),
        IssueGiftCardRequest.newBuilder().setAmount(CARD_AMOUNT).setCurrency(CURRENCY).build());
  }

  private Order sellForRewardAndCard(Till.Item item, String customerId, String code) {
    return calls
        .call(
            "Sell one more: the reward takes Rp 5,000 off, and the card pays the rest",
            SalesServiceGrpc.getCheckoutMethod(),
            sale(item, customerId, 1)
                .addRewardIds(REWARD_ID)
                .addPayments(
                    Tender.newBuilder()
                        .setPaymentType(Payment.Type.GIFT_CARD)
                        .setGiftCardCode(code)
                        .setAmount(PIECE_PRICE - REWARD_AMOUNT))
                .build())
        .getOrder();
  }

  private void showWhatIsLeft(String customerId, IssueGiftCardResponse card) {
    calls.call(
        "The points of the customer",
        CustomerServiceGrpc.getGetLoyaltyAccountMethod(),
        GetLoyaltyAccountRequest.newBuilder().setCustomerId(customerId).build());
    calls.call(
        "The gift card",
        CustomerServiceGrpc.getGetGiftCardMethod(),
        GetGiftCardRequest.newBuilder().setGiftCardId(card.getGiftCard().getId()).build());
  }
}
