package id.laris.rules;

import id.laris.common.money.Allocation;
import id.laris.pos.v1.PromotionBenefit;
import id.laris.pos.v1.PromotionBenefit.Choice;
import id.laris.pos.v1.PromotionCart;
import id.laris.pos.v1.PromotionOffer;
import id.laris.pos.v1.PromotionRules;
import id.laris.pos.v1.PromotionRules.StackingClass;
import id.laris.pos.v1.PromotionTarget;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The best set of promotions, found in the plainest way: every set is tried, every piece is an
 * object of its own, every number is a {@link BigInteger}. It shares no code with the evaluation
 * but the slow form of the allocation.
 */
final class Oracle {

  /** A set with the parts of lines of each of its promotions, in the order of application. */
  record Outcome(
      BigInteger total, Map<String, Map<String, Long>> parts, List<PromotionOffer> set) {}

  /** A piece of a line. */
  private record Piece(BigInteger price, int line) {}

  private final PromotionCart cart;
  private final List<PromotionCart.Line> lines;
  private final long increment;

  // The state of the set that is being applied.
  private BigInteger[] left = new BigInteger[0];
  private final Set<Integer> closed = new HashSet<>();
  private final Set<Integer> shared = new HashSet<>();
  private final Set<String> waived = new HashSet<>();

  // The lines that the promotion being applied looks at.
  private BigInteger[] weights = new BigInteger[0];
  private final Set<Integer> used = new HashSet<>();

  Oracle(PromotionCart cart) {
    this.cart = cart;
    this.increment = cart.getRoundingIncrement();
    this.lines =
        cart.getLinesList().stream()
            .sorted(
                Comparator.comparingLong((PromotionCart.Line line) -> -line.getGross())
                    .thenComparingLong(line -> -line.getQuantity())
                    .thenComparingInt(PromotionCart.Line::getUnitDecimals)
                    .thenComparing(PromotionCart.Line::getProductId)
                    .thenComparing(line -> text(line.getCategoryIdsList()))
                    .thenComparing(line -> text(line.getTagsList()))
                    .thenComparing(line -> text(line.getServiceChargeIdsList()))
                    .thenComparing(PromotionCart.Line::getId))
            .toList();
  }

  private static String text(List<String> values) {
    return String.join("\n", values.stream().sorted().toList());
  }

  /** The best set of promotions whose conditions hold. */
  Outcome best(List<PromotionOffer> offers) {
    Outcome best = new Outcome(BigInteger.ZERO, Map.of(), List.of());
    for (int members = 1; members < 1 << offers.size(); members++) {
      int bits = members;
      Outcome outcome =
          outcome(
              IntStream.range(0, offers.size())
                  .filter(i -> (bits >> i & 1) == 1)
                  .mapToObj(offers::get)
                  .toList());
      if (outcome != null && isBetter(outcome, best)) {
        best = outcome;
      }
    }
    return best;
  }

  private static boolean isBetter(Outcome one, Outcome other) {
    if (!one.total().equals(other.total())) {
      return one.total().compareTo(other.total()) > 0;
    }
    List<PromotionOffer> ones = byPriority(one.set());
    List<PromotionOffer> others = byPriority(other.set());
    for (int i = 0; i < Math.min(ones.size(), others.size()); i++) {
      int mine = ones.get(i).getRules().getPriority();
      int theirs = others.get(i).getRules().getPriority();
      if (mine != theirs) {
        return mine > theirs;
      }
    }
    if (ones.size() != others.size()) {
      return ones.size() < others.size();
    }
    for (int i = 0; i < ones.size(); i++) {
      int order = ones.get(i).getPromotionId().compareTo(others.get(i).getPromotionId());
      if (order != 0) {
        return order < 0;
      }
    }
    return false;
  }

  private static List<PromotionOffer> byPriority(List<PromotionOffer> offers) {
    return offers.stream()
        .sorted(
            Comparator.comparingInt((PromotionOffer offer) -> -offer.getRules().getPriority())
                .thenComparing(PromotionOffer::getPromotionId))
        .toList();
  }

  /** Applies a set; null if it is not allowed. */
  @Nullable Outcome outcome(List<PromotionOffer> set) {
    for (PromotionOffer one : set) {
      for (PromotionOffer other : set) {
        if (!one.equals(other) && !mayCombine(one.getRules(), other.getRules())) {
          return null;
        }
      }
    }
    left =
        lines.stream().map(line -> BigInteger.valueOf(line.getGross())).toArray(BigInteger[]::new);
    closed.clear();
    shared.clear();
    waived.clear();
    BigInteger total = BigInteger.ZERO;
    Map<String, Map<String, Long>> parts = new LinkedHashMap<>();
    List<PromotionOffer> inOrder =
        byPriority(set).stream()
            .sorted(Comparator.comparing(offer -> offer.getRules().getStackingClass()))
            .toList();
    for (PromotionOffer offer : inOrder) {
      BigInteger[] before = left.clone();
      BigInteger amount = apply(offer);
      if (amount.signum() == 0
          || (offer.hasAmountLeft()
              && amount.compareTo(BigInteger.valueOf(offer.getAmountLeft())) > 0)) {
        return null;
      }
      total = total.add(amount);
      Map<String, Long> ofLines = new TreeMap<>();
      for (int i = 0; i < left.length; i++) {
        if (left[i].signum() < 0) {
          throw new AssertionError("a line below zero");
        }
        if (!left[i].equals(before[i])) {
          ofLines.put(lines.get(i).getId(), before[i].subtract(left[i]).longValueExact());
        }
      }
      parts.put(offer.getPromotionId(), ofLines);
    }
    return new Outcome(total, parts, inOrder);
  }

  private static boolean mayCombine(PromotionRules one, PromotionRules other) {
    if (one.getExclusive() || other.getExclusive()) {
      return false;
    }
    boolean bothItem =
        one.getStackingClass() == StackingClass.ITEM
            && other.getStackingClass() == StackingClass.ITEM;
    return bothItem
        || (one.getCombinesWithList().contains(other.getStackingClass())
            && other.getCombinesWithList().contains(one.getStackingClass()));
  }

  private BigInteger apply(PromotionOffer offer) {
    PromotionRules rules = offer.getRules();
    PromotionBenefit benefit = rules.getBenefit();
    if (benefit.hasWaivedServiceCharge()) {
      return waive(benefit.getWaivedServiceCharge().getServiceChargeIdsList());
    }
    weights = new BigInteger[lines.size()];
    Arrays.fill(weights, BigInteger.ZERO);
    used.clear();
    BigInteger amount = amount(rules, benefit);
    if (amount.signum() > 0) {
      takeOff(amount);
      if (rules.getStackingClass() == StackingClass.ITEM) {
        (sharesLines(rules) ? shared : closed).addAll(used);
      }
    }
    return amount;
  }

  private BigInteger amount(PromotionRules rules, PromotionBenefit benefit) {
    List<Integer> target = open(rules, rules.getTarget());
    return switch (benefit.getBenefitCase()) {
      case PERCENT_OFF -> {
        BigInteger amount = percent(target, benefit.getPercentOff().getPercentPpm());
        yield benefit.getPercentOff().hasMaxAmount()
            ? amount.min(BigInteger.valueOf(benefit.getPercentOff().getMaxAmount().getAmount()))
            : amount;
      }
      case AMOUNT_OFF -> amountOff(target, benefit.getAmountOff().getAmount().getAmount());
      case FIXED_UNIT_PRICE ->
          unitPrice(target, benefit.getFixedUnitPrice().getUnitPrice().getAmount());
      case BUY_GET ->
          benefit.getBuyGet().hasGetTarget()
              ? buyGetOther(
                  target, open(rules, benefit.getBuyGet().getGetTarget()), benefit.getBuyGet())
              : buyGet(target, benefit.getBuyGet());
      case BUNDLE -> bundle(rules, target, benefit.getBundle());
      case STEPS -> steps(rules, target, benefit.getSteps());
      case FREE_ITEM -> {
        List<Piece> pieces = pieces(target);
        if (benefit.getFreeItem().getChoice() != Choice.DEAREST_FIRST) {
          Collections.reverse(pieces);
        }
        long number = Math.min(pieces.size(), benefit.getFreeItem().getQuantity());
        yield off(pieces.subList(0, (int) number), 1_000_000);
      }
      default -> throw new AssertionError(benefit);
    };
  }

  private List<Integer> open(PromotionRules rules, PromotionTarget target) {
    return IntStream.range(0, lines.size())
        .filter(line -> means(target, lines.get(line)))
        .filter(line -> rules.getStackingClass() != StackingClass.ITEM || isOpen(rules, line))
        .boxed()
        .toList();
  }

  private boolean isOpen(PromotionRules rules, int line) {
    return !closed.contains(line) && (sharesLines(rules) || !shared.contains(line));
  }

  private static boolean sharesLines(PromotionRules rules) {
    return rules.getCombinesWithList().contains(StackingClass.ITEM);
  }

  static boolean means(PromotionTarget target, PromotionCart.Line line) {
    boolean any =
        target.getProductIdsCount() == 0
            && target.getCategoryIdsCount() == 0
            && target.getTagsCount() == 0;
    boolean named =
        target.getProductIdsList().contains(line.getProductId())
            || line.getCategoryIdsList().stream().anyMatch(target.getCategoryIdsList()::contains)
            || line.getTagsList().stream().anyMatch(target.getTagsList()::contains);
    boolean excluded =
        target.getExcludedProductIdsList().contains(line.getProductId())
            || line.getCategoryIdsList().stream()
                .anyMatch(target.getExcludedCategoryIdsList()::contains)
            || line.getTagsList().stream().anyMatch(target.getExcludedTagsList()::contains);
    return (any || named) && !excluded;
  }

  private BigInteger percent(List<Integer> target, long ppm) {
    BigInteger base = BigInteger.ZERO;
    for (int line : target) {
      weights[line] = left[line];
      base = base.add(left[line]);
    }
    return round(base, ppm).min(base);
  }

  private BigInteger amountOff(List<Integer> target, long amount) {
    target.forEach(line -> weights[line] = left[line]);
    return sum(target).min(BigInteger.valueOf(amount));
  }

  private BigInteger sum(List<Integer> target) {
    return target.stream().map(line -> left[line]).reduce(BigInteger.ZERO, BigInteger::add);
  }

  private BigInteger unitPrice(List<Integer> target, long price) {
    BigInteger base = BigInteger.ZERO;
    BigInteger saved = BigInteger.ZERO;
    for (int line : target) {
      for (Piece piece : pieces(List.of(line))) {
        weights[line] =
            weights[line].add(
                piece.price().subtract(BigInteger.valueOf(price)).max(BigInteger.ZERO));
      }
      if (lines.get(line).getUnitDecimals() > 0) {
        BigInteger unit = BigInteger.TEN.pow(lines.get(line).getUnitDecimals());
        BigInteger cost =
            BigInteger.valueOf(price).multiply(BigInteger.valueOf(lines.get(line).getQuantity()));
        BigInteger rounded = cost.shiftLeft(1).add(unit).divide(unit.shiftLeft(1));
        weights[line] = left[line].subtract(rounded).max(BigInteger.ZERO);
      }
      saved = saved.add(weights[line]);
      base = base.add(weights[line].signum() > 0 ? left[line] : BigInteger.ZERO);
    }
    return round(saved, 1_000_000).min(base);
  }

  private BigInteger buyGet(List<Integer> target, PromotionBenefit.BuyGet rule) {
    List<Piece> pieces = pieces(target);
    int buy = (int) rule.getBuyQuantity();
    int size = buy + (int) rule.getGetQuantity();
    List<Piece> cheaper = new ArrayList<>();
    for (int set = 0; (set + 1) * size <= pieces.size(); set++) {
      if (rule.getMaxSets() > 0 && set >= rule.getMaxSets()) {
        break;
      }
      List<Piece> ofSet = pieces.subList(set * size, (set + 1) * size);
      ofSet.forEach(piece -> used.add(piece.line()));
      cheaper.addAll(
          rule.getChoice() == Choice.DEAREST_FIRST
              ? ofSet.subList(0, size - buy)
              : ofSet.subList(buy, size));
    }
    return off(cheaper, rule.getPercentPpm());
  }

  private BigInteger buyGetOther(
      List<Integer> target, List<Integer> getTarget, PromotionBenefit.BuyGet rule) {
    List<Piece> all =
        pieces(Stream.concat(target.stream(), getTarget.stream()).distinct().toList());
    List<Piece> onlyBought = new ArrayList<>();
    List<Piece> both = new ArrayList<>();
    List<Piece> cheaper = new ArrayList<>();
    for (Piece piece : all) {
      if (getTarget.contains(piece.line())) {
        (target.contains(piece.line()) ? both : cheaper).add(piece);
      } else {
        onlyBought.add(piece);
      }
    }
    boolean dearest = rule.getChoice() == Choice.DEAREST_FIRST;
    int buy = (int) rule.getBuyQuantity();
    int get = (int) rule.getGetQuantity();
    int sets = 0;
    while ((sets + 1) * buy <= onlyBought.size() + both.size()
        && (sets + 1) * get <= cheaper.size() + both.size()
        && (sets + 1) * (buy + get) <= all.size()
        && (rule.getMaxSets() == 0 || sets < rule.getMaxSets())) {
      sets++;
    }
    List<Piece> bought =
        new ArrayList<>(onlyBought.subList(0, Math.min(sets * buy, onlyBought.size())));
    if (dearest) {
      Collections.reverse(both);
    }
    while (bought.size() < sets * buy) {
      bought.add(both.removeFirst());
    }
    cheaper.addAll(both);
    cheaper.sort(FALLING);
    if (!dearest) {
      Collections.reverse(cheaper);
    }
    bought.forEach(piece -> used.add(piece.line()));
    cheaper.subList(0, sets * get).forEach(piece -> used.add(piece.line()));
    return off(cheaper.subList(0, sets * get), rule.getPercentPpm());
  }

  private BigInteger bundle(
      PromotionRules rules, List<Integer> target, PromotionBenefit.Bundle rule) {
    List<Piece> pieces = pieces(target);
    BigInteger price = BigInteger.valueOf(rule.getPrice().getAmount());
    BigInteger saved = BigInteger.ZERO;
    BigInteger base = BigInteger.ZERO;
    for (int made = 0; rule.getMaxSets() == 0 || made < rule.getMaxSets(); made++) {
      List<Piece> set = new ArrayList<>();
      for (PromotionBenefit.Bundle.Part part : rule.getPartsList()) {
        List<Piece> ofPart =
            pieces.stream()
                .filter(piece -> open(rules, part.getTarget()).contains(piece.line()))
                .limit(part.getQuantity())
                .toList();
        if (ofPart.size() < part.getQuantity()) {
          return round(saved, 1_000_000).min(base);
        }
        set.addAll(ofPart);
        ofPart.forEach(pieces::remove);
      }
      BigInteger cost = set.stream().map(Piece::price).reduce(BigInteger.ZERO, BigInteger::add);
      if (cost.compareTo(price) <= 0) {
        break;
      }
      set.forEach(piece -> weights[piece.line()] = weights[piece.line()].add(piece.price()));
      set.forEach(piece -> used.add(piece.line()));
      saved = saved.add(cost.subtract(price));
      base = base.add(cost);
    }
    return round(saved, 1_000_000).min(base);
  }

  private BigInteger steps(
      PromotionRules rules, List<Integer> target, PromotionBenefit.Steps rule) {
    long reached =
        rule.getByQuantity()
            ? count(cart, rules.getTarget())
            : gross(cart, rules.getTarget()).longValueExact();
    BigInteger amount = BigInteger.ZERO;
    for (PromotionBenefit.Steps.Step step : rule.getStepsList()) {
      if (step.getFrom() <= reached) {
        amount =
            step.hasAmount()
                ? amountOff(target, step.getAmount().getAmount())
                : percent(target, step.getPercentPpm());
      }
    }
    return amount;
  }

  static BigInteger gross(PromotionCart cart, PromotionTarget target) {
    return cart.getLinesList().stream()
        .filter(line -> means(target, line))
        .map(line -> BigInteger.valueOf(line.getGross()))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  static long count(PromotionCart cart, PromotionTarget target) {
    long count = 0;
    for (PromotionCart.Line line : cart.getLinesList()) {
      if (means(target, line)) {
        count += line.getUnitDecimals() == 0 ? line.getQuantity() : 1;
      }
    }
    return count;
  }

  private BigInteger waive(List<String> ids) {
    BigInteger sum = BigInteger.ZERO;
    for (PromotionCart.Charge charge : cart.getChargesList()) {
      BigInteger base = BigInteger.ZERO;
      boolean borne = false;
      for (int i = 0; i < left.length; i++) {
        if (lines.get(i).getServiceChargeIdsList().contains(charge.getId())) {
          base = base.add(left[i]);
          borne = true;
        }
      }
      if ((ids.isEmpty() || ids.contains(charge.getId()))
          && borne
          && !charge.getInclusive()
          && waived.add(charge.getId())) {
        sum =
            sum.add(
                charge.hasAmount()
                    ? BigInteger.valueOf(charge.getAmount())
                    : round(base, charge.getRatePpm()));
      }
    }
    return sum;
  }

  private static final Comparator<Piece> FALLING =
      Comparator.comparing(Piece::price).reversed().thenComparingInt(Piece::line);

  /** The pieces of lines that cost anything, in falling order of price. */
  private List<Piece> pieces(List<Integer> of) {
    List<Piece> pieces = new ArrayList<>();
    for (int line : of) {
      if (lines.get(line).getUnitDecimals() == 0) {
        BigInteger rest = left[line];
        for (long missing = lines.get(line).getQuantity(); missing > 0; missing--) {
          BigInteger number = BigInteger.valueOf(missing);
          BigInteger price = rest.add(number).subtract(BigInteger.ONE).divide(number);
          rest = rest.subtract(price);
          if (price.signum() > 0) {
            pieces.add(new Piece(price, line));
          }
        }
      }
    }
    pieces.sort(FALLING);
    return pieces;
  }

  /** A percentage of pieces. */
  private BigInteger off(List<Piece> pieces, long ppm) {
    BigInteger sum = BigInteger.ZERO;
    for (Piece piece : pieces) {
      weights[piece.line()] = weights[piece.line()].add(piece.price());
      sum = sum.add(piece.price());
    }
    return round(sum, ppm).min(sum);
  }

  private BigInteger round(BigInteger amount, long ppm) {
    BigInteger step = BigInteger.valueOf(1_000_000).multiply(BigInteger.valueOf(increment));
    return amount
        .multiply(BigInteger.valueOf(ppm))
        .shiftLeft(1)
        .add(step)
        .divide(step.shiftLeft(1))
        .multiply(BigInteger.valueOf(increment));
  }

  private void takeOff(BigInteger amount) {
    long[] parts = Allocation.allocate(amount.longValueExact(), List.of(weights), increment);
    BigInteger excess = BigInteger.ZERO;
    for (int line = 0; line < parts.length; line++) {
      BigInteger part = BigInteger.valueOf(parts[line]).min(left[line]);
      excess = excess.add(BigInteger.valueOf(parts[line])).subtract(part);
      take(line, part);
    }
    for (int line = 0; line < parts.length; line++) {
      if (weights[line].signum() > 0) {
        BigInteger part = excess.min(left[line]);
        excess = excess.subtract(part);
        take(line, part);
      }
    }
  }

  private void take(int line, BigInteger part) {
    left[line] = left[line].subtract(part);
    if (part.signum() > 0) {
      used.add(line);
    }
  }
}
