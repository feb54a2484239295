package id.laris.events.types;

import id.laris.common.db.EventType;
import id.laris.common.db.EventTypes;
import id.laris.common.db.Lifecycle;
import id.laris.pos.Service;
import id.laris.pos.v1.Customer;
import id.laris.pos.v1.CustomerAccount;
import id.laris.pos.v1.GiftCard;
import id.laris.pos.v1.LoyaltyAccount;
import id.laris.pos.v1.LoyaltyProgram;
import id.laris.pos.v1.Reward;
import id.laris.pos.v1.StoreCredit;

/** The events of customers. */
public final class CustomerEvents {

  static final EventTypes ALL = new EventTypes(Service.CUSTOMER.shortName());

  private static final EventTypes.Aggregate<Customer> CUSTOMERS =
      ALL.aggregate("Customer", Customer.getDefaultInstance());
  public static final Lifecycle<Customer> CUSTOMER =
      new Lifecycle<>(
          CUSTOMERS.event("CustomerCreated", "A customer was created."),
          CUSTOMERS.event("CustomerUpdated", "A customer was changed."),
          CUSTOMERS.event("CustomerDeleted", "A customer was deleted."));

  public static final EventType<Customer> CUSTOMER_MERGED =
      CUSTOMERS.event(
          "CustomerMerged", "A customer was merged into another: what belonged to it has moved.");
  public static final EventType<Customer> CUSTOMER_ANONYMIZED =
      CUSTOMERS.event(
          "CustomerAnonymized", "The personal data of a customer were removed for good.");
  private static final EventTypes.Aggregate<GiftCard> GIFT_CARDS =
      ALL.aggregate("GiftCard", GiftCard.getDefaultInstance());
  public static final EventType<GiftCard> GIFT_CARD_ISSUED =
      GIFT_CARDS.event("GiftCardIssued", "A gift card was issued or sold.");
  public static final EventType<GiftCard> GIFT_CARD_CHANGED =
      GIFT_CARDS.event(
          "GiftCardChanged",
          "The balance, what is held, the status or the code of a card changed.");

  private static final EventTypes.Aggregate<StoreCredit> STORE_CREDITS =
      ALL.aggregate("StoreCredit", StoreCredit.getDefaultInstance());
  public static final EventType<StoreCredit> STORE_CREDIT_CHANGED =
      STORE_CREDITS.event(
          "StoreCreditChanged", "The store credit of a customer or what is held of it changed.");

  private static final EventTypes.Aggregate<CustomerAccount> ACCOUNTS =
      ALL.aggregate("CustomerAccount", CustomerAccount.getDefaultInstance());
  public static final EventType<CustomerAccount> ACCOUNT_CHANGED =
      ACCOUNTS.event(
          "AccountChanged",
          "The limit of a customer's account, what is owed or what is held changed.");
  private static final EventTypes.Aggregate<LoyaltyProgram> LOYALTY_PROGRAMS =
      ALL.aggregate("LoyaltyProgram", LoyaltyProgram.getDefaultInstance());
  public static final EventType<LoyaltyProgram> LOYALTY_PROGRAM_CHANGED =
      LOYALTY_PROGRAMS.event("LoyaltyProgramChanged", "The loyalty program was set.");

  private static final EventTypes.Aggregate<Reward> REWARDS =
      ALL.aggregate("Reward", Reward.getDefaultInstance());
  public static final Lifecycle<Reward> REWARD =
      new Lifecycle<>(
          REWARDS.event("RewardCreated", "A reward was created."),
          REWARDS.event("RewardUpdated", "A reward was changed."),
          REWARDS.event("RewardDeleted", "A reward was deleted."));

  private static final EventTypes.Aggregate<LoyaltyAccount> LOYALTY_ACCOUNTS =
      ALL.aggregate("LoyaltyAccount", LoyaltyAccount.getDefaultInstance());
  public static final EventType<LoyaltyAccount> POINTS_CHANGED =
      LOYALTY_ACCOUNTS.event(
          "PointsChanged",
          "Points of a customer were earned, held, spent, given back, taken back, adjusted, or expired.");
  public static final EventType<LoyaltyAccount> LOYALTY_TIER_CHANGED =
      LOYALTY_ACCOUNTS.event("LoyaltyTierChanged", "A customer got another tier, or none.");

  private CustomerEvents() {}
}
