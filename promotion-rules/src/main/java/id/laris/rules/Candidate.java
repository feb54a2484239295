package id.laris.rules;

import id.laris.pos.v1.PromotionOffer;
import id.laris.pos.v1.PromotionRules;
import id.laris.pos.v1.PromotionRules.StackingClass;
import java.util.Comparator;

/** A promotion whose conditions hold for the cart: what it takes off, and with which others. */
final class Candidate {
  /** Higher priorities come first, then lower ids. */
  static final Comparator<PromotionOffer> BY_PRIORITY =
      Comparator.<PromotionOffer>comparingInt(offer -> offer.getRules().getPriority())
          .reversed()
          .thenComparing(PromotionOffer::getPromotionId);

  /** The order in which the promotions of a set are applied. */
  static final Comparator<Candidate> IN_ORDER_OF_APPLICATION =
      Comparator.comparing(Candidate::stackingClass)
          .thenComparing(candidate -> candidate.offer, BY_PRIORITY);

  private final PromotionOffer offer;
  private final Benefit benefit;
  private final long amountLeft;
  private final long increment;
  private final byte upTo;
  private final byte mark;
  private final boolean item;
  private final boolean combinesWithItsClass;

  Candidate(PromotionOffer offer, Benefit benefit, long increment) {
    this.offer = offer;
    this.benefit = benefit;
    this.amountLeft = offer.hasAmountLeft() ? Math.max(0, offer.getAmountLeft()) : Long.MAX_VALUE;
    this.increment = increment;
    this.item = stackingClass() == StackingClass.ITEM;
    this.combinesWithItsClass = names(stackingClass());
    boolean sharesLines = names(StackingClass.ITEM);
    this.upTo = !isItem() ? Tally.CLOSED : sharesLines ? Tally.SHARED : Tally.FREE;
    this.mark = !isItem() ? Tally.FREE : sharesLines ? Tally.SHARED : Tally.CLOSED;
  }

  String id() {
    return offer.getPromotionId();
  }

  PromotionOffer offer() {
    return offer;
  }

  Benefit benefit() {
    return benefit;
  }

  int priority() {
    return rules().getPriority();
  }

  StackingClass stackingClass() {
    return rules().getStackingClass();
  }

  boolean isItem() {
    return item;
  }

  boolean isExclusive() {
    return rules().getExclusive();
  }

  /** Returns whether it may touch lines that were taken by other ITEM promotions. */
  boolean sharesLines() {
    return upTo != Tally.FREE;
  }

  /** Returns the mark of lines up to which they are open for it. */
  byte upTo() {
    return upTo;
  }

  long amountLeft() {
    return amountLeft;
  }

  /**
   * Returns whether both may be in one set. Two ITEM promotions then may have to share the lines.
   */
  boolean combinesWith(Candidate other) {
    if (isExclusive() || other.isExclusive()) {
      return false;
    }
    return (isItem() && other.isItem())
        || (names(other.stackingClass()) && other.names(stackingClass()));
  }

  /** Returns whether it combines with others of its class. */
  boolean combinesWithItsClass() {
    return combinesWithItsClass;
  }

  /** The most that it takes off the cart in any set. */
  long ceiling(Tally tally, Take take) {
    return Math.min(amountLeft, benefit.ceiling(tally, upTo, take));
  }

  /**
   * The amount that it would take off, without regard to the amount that it may still take off, and
   * into {@code take} the lines that it comes from.
   */
  long amount(Tally tally, Take take) {
    take.clear();
    return benefit.amount(tally, upTo, take);
  }

  /**
   * Takes its amount off a cart and returns it; {@code after} is the cart then.
   *
   * @return 0 if it takes nothing off, or more than it may: then it cannot be in this set, and
   *     {@code after} is not touched
   */
  long apply(Tally before, Tally after, Take take) {
    long amount = amount(before, take);
    if (amount == 0 || amount > amountLeft) {
      return 0;
    }
    after.become(before);
    if (benefit instanceof WaivedServiceCharge waiver) {
      waiver.waive(after);
      after.addWaived(amount);
    } else {
      after.takeOff(amount, take, increment, mark);
    }
    return amount;
  }

  private PromotionRules rules() {
    return offer.getRules();
  }

  private boolean names(StackingClass other) {
    return rules().getCombinesWithList().contains(other);
  }
}
