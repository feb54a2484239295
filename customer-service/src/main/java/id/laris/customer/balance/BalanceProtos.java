package id.laris.customer.balance;

import static id.laris.common.grpc.Protos.money;
import static id.laris.common.grpc.Protos.setTime;

import id.laris.common.Ids;
import id.laris.pos.v1.BalanceHold.Kind;
import id.laris.pos.v1.CustomerAccount;
import id.laris.pos.v1.GiftCard;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.StoreCredit;

/** Balances on the wire. */
public final class BalanceProtos {

  private BalanceProtos() {}

  /** The kind of balance that pays so; unspecified for payments that use none. */
  public static Kind kindOf(Payment.Type paymentType) {
    return switch (paymentType) {
      case GIFT_CARD -> Kind.GIFT_CARD;
      case STORE_CREDIT -> Kind.STORE_CREDIT;
      case ON_ACCOUNT -> Kind.ACCOUNT;
      default -> Kind.KIND_UNSPECIFIED;
    };
  }

  /** Returns whether a payment uses a balance. */
  public static boolean isOfBalance(Payment payment) {
    return kindOf(payment.getPaymentType()) != Kind.KIND_UNSPECIFIED;
  }

  public static id.laris.pos.v1.Balance balance(Balance balance) {
    String currency = balance.currency();
    return id.laris.pos.v1.Balance.newBuilder()
        .setKind(balance.kind())
        .setGiftCardId(balance.kind() == Kind.GIFT_CARD ? balance.id().toString() : "")
        .setCustomerId(Ids.text(balance.customerId()))
        .setBalance(money(balance.amount(), currency))
        .setHeld(money(balance.held(), currency))
        .setAvailable(money(balance.available(), currency))
        .setCreditLimit(money(balance.creditLimit(), currency))
        .build();
  }

  public static GiftCard giftCard(Balance balance) {
    Card card = balance.card();
    String currency = balance.currency();
    GiftCard.Builder proto =
        GiftCard.newBuilder()
            .setId(balance.id().toString())
            .setLastFour(card.lastFour())
            .setStatus(balance.status())
            .setBalance(money(balance.amount(), currency))
            .setHeld(money(balance.held(), currency))
            .setAvailable(money(balance.available(), currency))
            .setIssued(money(card.issued(), currency))
            .setCustomerId(Ids.text(balance.customerId()))
            .setOrderId(Ids.text(card.orderId()))
            .setNotes(card.notes())
            .setStatusReason(card.reason())
            .setVersion(balance.version());
    setTime(card.expiresAt(), proto::setExpiresAt);
    setTime(balance.createdAt(), proto::setCreatedAt);
    setTime(balance.updatedAt(), proto::setUpdatedAt);
    return proto.build();
  }

  /** Events are kept after a customer is anonymised, so they have no text that a person wrote. */
  static GiftCard giftCardOfEvent(Balance balance) {
    return giftCard(balance).toBuilder().clearNotes().clearStatusReason().build();
  }

  public static StoreCredit storeCredit(Balance balance) {
    String currency = balance.currency();
    StoreCredit.Builder proto =
        StoreCredit.newBuilder()
            .setId(balance.id().toString())
            .setCustomerId(Ids.text(balance.customerId()))
            .setBalance(money(balance.amount(), currency))
            .setHeld(money(balance.held(), currency))
            .setAvailable(money(balance.available(), currency))
            .setVersion(balance.version());
    setTime(balance.createdAt(), proto::setCreatedAt);
    setTime(balance.updatedAt(), proto::setUpdatedAt);
    return proto.build();
  }

  /** An account; one that was never begun has no id. */
  public static CustomerAccount account(Balance balance) {
    String currency = balance.currency();
    CustomerAccount.Builder proto =
        CustomerAccount.newBuilder()
            .setId(balance.createdAt() == null ? "" : balance.id().toString())
            .setCustomerId(Ids.text(balance.customerId()))
            .setCreditLimit(money(balance.creditLimit(), currency))
            .setOwed(money(-balance.amount(), currency))
            .setHeld(money(balance.held(), currency))
            .setAvailable(money(balance.available(), currency))
            .setVersion(balance.version());
    setTime(balance.createdAt(), proto::setCreatedAt);
    setTime(balance.updatedAt(), proto::setUpdatedAt);
    return proto.build();
  }
}
