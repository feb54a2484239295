package id.laris.promotion.promotion;

import id.laris.common.errors.PosException.FieldViolation;
import id.laris.common.grpc.Protos;
import id.laris.common.money.Currencies;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.PromotionBenefit;
import id.laris.pos.v1.PromotionBenefit.Steps;
import id.laris.pos.v1.PromotionCondition;
import id.laris.pos.v1.PromotionCondition.Minimum;
import id.laris.pos.v1.PromotionLimits;
import id.laris.pos.v1.PromotionRules;
import id.laris.pos.v1.PromotionRules.StackingClass;
import id.laris.promotion.json.ProtoJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds everything that does not fit together in the rules and limits of a promotion. */
final class RuleChecks {

  private static final int MOST_BYTES = 64 * 1024;

  private static final long FREE = 0;
  private static final long NOT_FREE = 1;

  private final String rulesField;
  private final PromotionRules rules;
  private final List<FieldViolation> violations = new ArrayList<>();

  private RuleChecks(String rulesField, PromotionRules rules) {
    this.rulesField = rulesField;
    this.rules = rules;
  }

  /**
   * All that is wrong, with the field of each.
   *
   * @param rules null where an update takes them away
   */
  static List<FieldViolation> violations(
      String rulesField,
      @Nullable PromotionRules rules,
      String limitsField,
      PromotionLimits limits) {
    if (rules == null) {
      return List.of(new FieldViolation(rulesField, "must be given"));
    }
    RuleChecks checks = new RuleChecks(rulesField, rules);
    checks.size();
    checks.currency();
    checks.times();
    checks.conditions();
    checks.benefit();
    checks.stackingClass();
    if (limits.hasMaxAmount()) {
      checks.money(limitsField + ".max_amount", limits.getMaxAmount(), NOT_FREE);
    }
    return checks.violations;
  }

  private void refuse(String field, String description) {
    violations.add(new FieldViolation(field, description));
  }

  private String field(String path) {
    return rulesField + "." + path;
  }

  private void size() {
    int bytes = ProtoJson.bytes(ProtoJson.write(rules));
    if (bytes > MOST_BYTES) {
      refuse(
          rulesField,
          "must be at most %d bytes as JSON, not %d: name categories or tags in place of products"
              .formatted(MOST_BYTES, bytes));
    }
  }

  private void currency() {
    if (!rules.getCurrency().isEmpty() && !Currencies.isKnown(rules.getCurrency())) {
      refuse(field("currency"), "must be an ISO 4217 currency code such as IDR");
    }
  }

  private void times() {
    Instant startsAt =
        rules.hasStartsAt() ? Protos.instant(field("starts_at"), rules.getStartsAt()) : Instant.MIN;
    if (rules.hasEndsAt()
        && !Protos.instant(field("ends_at"), rules.getEndsAt()).isAfter(startsAt)) {
      refuse(field("ends_at"), "must be later than starts_at");
    }
  }

  private void conditions() {
    boolean asksForCoupon = false;
    boolean asksForPayment = false;
    for (int i = 0; i < rules.getConditionsCount(); i++) {
      PromotionCondition condition = rules.getConditions(i);
      String path = field("conditions[%d]".formatted(i));
      if (condition.hasMinimum()) {
        minimum(path + ".minimum", condition.getMinimum());
      }
      if (condition.hasCoupon()) {
        if (asksForCoupon) {
          refuse(path + ".coupon", "must stand in one condition only");
        }
        asksForCoupon = true;
      }
      if (condition.hasPaymentTypes()) {
        if (asksForPayment) {
          refuse(path + ".payment_types", "must stand in one condition only");
        }
        asksForPayment = true;
      }
    }
  }

  private void minimum(String path, Minimum minimum) {
    if (minimum.hasAmount()) {
      money(path + ".amount", minimum.getAmount(), NOT_FREE);
    } else if (minimum.getQuantity() == 0) {
      refuse(path, "must have an amount or a quantity");
    }
  }

  private void benefit() {
    PromotionBenefit benefit = rules.getBenefit();
    String path = field("benefit.");
    switch (benefit.getBenefitCase()) {
      case PERCENT_OFF -> {
        if (benefit.getPercentOff().hasMaxAmount()) {
          money(path + "percent_off.max_amount", benefit.getPercentOff().getMaxAmount(), NOT_FREE);
        }
      }
      case AMOUNT_OFF ->
          money(path + "amount_off.amount", benefit.getAmountOff().getAmount(), NOT_FREE);
      case FIXED_UNIT_PRICE ->
          money(
              path + "fixed_unit_price.unit_price",
              benefit.getFixedUnitPrice().getUnitPrice(),
              FREE);
      case BUNDLE -> money(path + "bundle.price", benefit.getBundle().getPrice(), FREE);
      case STEPS -> steps(path + "steps", benefit.getSteps());
      case BUY_GET, FREE_ITEM, WAIVED_SERVICE_CHARGE, BENEFIT_NOT_SET -> {
        // They have no amount.
      }
    }
  }

  private void steps(String path, Steps steps) {
    if (!steps.getByQuantity()) {
      requireCurrency();
    }
    long before = 0;
    for (int i = 0; i < steps.getStepsCount(); i++) {
      Steps.Step step = steps.getSteps(i);
      String of = "%s.steps[%d].".formatted(path, i);
      if (step.getFrom() <= before) {
        refuse(of + "from", "must be more than that of the step before");
      }
      before = step.getFrom();
      if (step.hasAmount()) {
        money(of + "amount", step.getAmount(), NOT_FREE);
      }
    }
  }

  private void stackingClass() {
    boolean isService = rules.getStackingClass() == StackingClass.SERVICE;
    if (isService != rules.getBenefit().hasWaivedServiceCharge()) {
      refuse(
          field("stacking_class"),
          isService
              ? "must not be SERVICE, because the benefit is no waived service charge"
              : "must be SERVICE, because the benefit is a waived service charge");
    }
  }

  private void money(String path, Money money, long least) {
    requireCurrency();
    if (!money.getCurrency().equals(rules.getCurrency())) {
      refuse(path + ".currency", "must be the currency of the rules");
    }
    if (money.getAmount() < least || money.getAmount() > Protos.MAX_AMOUNT) {
      refuse(
          path + ".amount",
          "must be between %d and %d minor units".formatted(least, Protos.MAX_AMOUNT));
    }
  }

  private void requireCurrency() {
    FieldViolation missing =
        new FieldViolation(field("currency"), "must be given, because there are amounts");
    if (rules.getCurrency().isEmpty() && !violations.contains(missing)) {
      violations.add(missing);
    }
  }
}
