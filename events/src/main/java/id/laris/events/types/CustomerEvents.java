package id.laris.events.types;

import id.laris.common.db.EventType;
import id.laris.common.db.EventTypes;
import id.laris.common.db.Lifecycle;
import id.laris.pos.Service;
import id.laris.pos.v1.Customer;
import id.laris.pos.v1.LoyaltyAccount;
import id.laris.pos.v1.LoyaltyProgram;
import id.laris.pos.v1.Reward;

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
