package id.laris.customer;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.customer.PointsAction.Adjust;
import id.laris.customer.PointsAction.Complete;
import id.laris.customer.PointsAction.GiveUp;
import id.laris.customer.PointsAction.LetTimePass;
import id.laris.customer.PointsAction.Merge;
import id.laris.customer.PointsAction.Repeat;
import id.laris.customer.PointsAction.Reserve;
import id.laris.customer.PointsAction.Return;
import id.laris.customer.PointsAction.Spend;
import id.laris.customer.PointsAction.VoidOrder;
import id.laris.pos.v1.LoyaltyAccount;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.PointEntry;
import id.laris.pos.v1.PointEntry.Kind;
import id.laris.pos.v1.Reward;
import id.laris.testkit.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** A club with few customers and many changes, beside a simple model of what each has. */
final class PointsWorld {

  private static final Duration LIFE_OF_POINTS = Duration.ofDays(30);
  private static final Duration LIFE_OF_RESERVATIONS = Duration.ofDays(5);

  private final Club.Parts parts;
  private final Club club;
  private final List<String> ids;
  private final List<Member> members;
  private final List<Reward> rewards;
  private final List<Held> reserved = new ArrayList<>();
  private final List<Sold> sold = new ArrayList<>();

  /** Points that were earned or given together. */
  private static final class Lot {
    private long points;
    private final Instant expiresAt;

    Lot(long points, Instant expiresAt) {
      this.points = points;
      this.expiresAt = expiresAt;
    }
  }

  /** Everything that a customer has by the model. */
  private static final class Member {
    private final List<Lot> lots = new ArrayList<>();
    private final Map<String, Held> held = new HashMap<>();
    private long gone;

    long balance() {
      return lots.stream().mapToLong(lot -> lot.points).sum() - gone;
    }

    long promised() {
      return held.values().stream().mapToLong(one -> one.points).sum();
    }

    long available() {
      return balance() - promised();
    }

    /** Lets points expire that are neither gone nor promised, the oldest lots first. */
    void age(Instant now) {
      List<Long> left = left();
      List<Lot> sorted = sorted();
      for (int i = 0; i < sorted.size(); i++) {
        if (!sorted.get(i).expiresAt.isAfter(now)) {
          gone += left.get(i);
        }
      }
    }

    private List<Lot> sorted() {
      return lots.stream().sorted((a, b) -> a.expiresAt.compareTo(b.expiresAt)).toList();
    }

    /** The points that are left of each lot, after all that is gone or promised was taken. */
    private List<Long> left() {
      long taken = gone + promised();
      List<Long> left = new ArrayList<>();
      for (Lot lot : sorted()) {
        long used = Math.min(taken, lot.points);
        taken -= used;
        left.add(lot.points - used);
      }
      return left;
    }

    /** The points that expire next, at the same time. */
    long expiringNext() {
      List<Long> left = left();
      List<Lot> sorted = sorted();
      Instant first =
          IntStream.range(0, sorted.size())
              .filter(i -> left.get(i) > 0)
              .mapToObj(i -> sorted.get(i).expiresAt)
              .findFirst()
              .orElse(Instant.MAX);
      return IntStream.range(0, sorted.size())
          .filter(i -> sorted.get(i).expiresAt.equals(first))
          .mapToLong(left::get)
          .sum();
    }
  }

  private record Held(Order.Builder order, int customer, long points, Instant until) {}

  private record Sold(Order.Builder order, int customer, Lot lot) {}

  PointsWorld(Club.Parts parts) {
    this.parts = parts;
    this.club = new Club(parts);
    club.set(
        Club.program()
            .setExpiryDays((int) LIFE_OF_POINTS.toDays())
            .setStartsAt(Protos.timestamp(Instant.EPOCH)));
    this.ids = new ArrayList<>(List.of(club.customer(), club.customer(), club.customer()));
    this.members = new ArrayList<>(List.of(new Member(), new Member(), new Member()));
    this.rewards = List.of(club.reward(5), club.reward(15));
  }

  void happens(PointsAction action) {
    switch (action) {
      case Complete complete -> complete(complete);
      case Adjust adjust -> adjust(adjust);
      case Reserve reserve -> reserve(reserve);
      case GiveUp end when !reserved.isEmpty() -> {
        Held held = round(reserved, end.order());
        if (!isSpent(held)) {
          club.release(held.order.getId(), 1);
          member(held.customer).held.remove(held.order.getId());
        }
      }
      case VoidOrder end when !reserved.isEmpty() -> {
        Held held = round(reserved, end.order());
        club.happened("OrderVoided", held.order);
        member(held.customer).held.remove(held.order.getId());
      }
      case Spend spend when !reserved.isEmpty() -> spend(round(reserved, spend.order()));
      case Return back when !sold.isEmpty() -> giveBack(round(sold, back.order()));
      case Repeat repeat when !sold.isEmpty() -> {
        Order.Builder order = round(sold, repeat.order()).order;
        club.completed(order.clone().setVersion(5));
      }
      case LetTimePass pass -> letTimePass(pass);
      case Merge merge -> merge(merge);
      default -> {
        // Nothing exists yet to which it could happen.
      }
    }
    members.forEach(member -> member.age(now()));
  }

  private void complete(Complete complete) {
    Instant at = now().minus(Duration.ofDays(complete.daysLate()));
    Order.Builder order =
        club.order(
                id(complete.customer()),
                complete.firstLine() * 1_000,
                complete.secondLine() * 1_000)
            .setCompletedAt(Protos.timestamp(at));
    club.completed(order, order);
    Lot lot = new Lot((complete.firstLine() + complete.secondLine()) / 10, at.plus(LIFE_OF_POINTS));
    member(complete.customer()).lots.add(lot);
    sold.add(new Sold(order, complete.customer(), lot));
  }

  private void adjust(Adjust adjust) {
    Member member = member(adjust.customer());
    if (-adjust.points() > member.available()) {
      Refusal.of(() -> club.give(id(adjust.customer()), adjust.points()))
          .has(Reason.INSUFFICIENT_POINTS)
          .with("available", member.available());
      return;
    }
    club.give(id(adjust.customer()), adjust.points());
    if (adjust.points() > 0) {
      member.lots.add(new Lot(adjust.points(), now().plus(LIFE_OF_POINTS)));
    } else {
      member.gone -= adjust.points();
    }
  }

  private void reserve(Reserve reserve) {
    Reward reward = round(rewards, reserve.reward());
    Instant until = now().plus(LIFE_OF_RESERVATIONS);
    Held held =
        new Held(
            Club.with(club.order(id(reserve.customer())), 1, reward),
            reserve.customer(),
            reward.getPoints(),
            until);
    Member member = member(reserve.customer());
    if (reward.getPoints() > member.available()) {
      Refusal.of(() -> reserve(held, reward)).has(Reason.INSUFFICIENT_POINTS);
      return;
    }
    reserve(held, reward);
    member.held.put(held.order.getId(), held);
    reserved.add(held);
  }

  private void reserve(Held held, Reward reward) {
    club.reserve(
        held.order.getId(),
        held.order.getCustomerId(),
        1,
        request -> request.setExpiresAt(Protos.timestamp(held.until)),
        reward);
  }

  private void spend(Held held) {
    boolean before = isSpent(held);
    club.completed(held.order, held.order);
    if (!before) {
      Member member = member(held.customer);
      member.held.remove(held.order.getId());
      member.gone += held.points;
      sold.add(new Sold(held.order, held.customer, new Lot(0, now().plus(LIFE_OF_POINTS))));
    }
  }

  private boolean isSpent(Held held) {
    return sold.stream().anyMatch(one -> one.order == held.order);
  }

  private void giveBack(Sold one) {
    if (one.order.getItemsCount() > 1) {
      one.order.removeItems(1).setVersion(one.order.getVersion() + 1);
      club.completed(one.order);
      if (one.lot.expiresAt.isAfter(now())) {
        one.lot.points = one.order.getItems(0).getTotal().getAmount() / 1_000_000;
      }
    }
  }

  private void letTimePass(LetTimePass pass) {
    parts.clock().advance(Duration.ofDays(pass.days()));
    club.runJobs();
    members.forEach(
        member -> {
          member.held.values().removeIf(held -> !held.until.isAfter(now()));
        });
  }

  private void merge(Merge merge) {
    String from = id(merge.from());
    Member source = member(merge.from());
    Member target = member(merge.into());
    if (source != target) {
      String into = current(merge.into());
      club.merge(current(merge.from()), into);
      target.lots.addAll(source.lots);
      target.held.putAll(source.held);
      target.gone += source.gone;
      members.replaceAll(member -> member == source ? target : member);
      assertThat(club.account(from).getCustomerId()).isEqualTo(into);
    }
  }

  /** The customer who has what belongs to the number. */
  private String current(int customer) {
    return club.account(id(customer)).getCustomerId();
  }

  /** Checks all that must hold now. */
  void isRight() {
    for (int i = 0; i < ids.size(); i++) {
      Member member = members.get(i);
      LoyaltyAccount account = club.account(ids.get(i));
      List<PointEntry> entries = club.entries(ids.get(i));
      assertThat(account)
          .returns(member.balance(), LoyaltyAccount::getBalance)
          .returns(member.promised(), LoyaltyAccount::getHeld)
          .returns(member.available(), LoyaltyAccount::getAvailable)
          .returns(member.available() < 0, LoyaltyAccount::getNegative)
          .returns(member.expiringNext(), LoyaltyAccount::getNextExpiryPoints)
          .returns(
              entries.stream().mapToLong(PointEntry::getPoints).sum(), LoyaltyAccount::getBalance);
      assertThat(entries.stream().filter(entry -> entry.getKind() == Kind.EARN))
          .extracting(PointEntry::getOrderId)
          .doesNotHaveDuplicates();
      if (member.available() >= 0) {
        assertThat(member.left().stream().mapToLong(points -> points).sum())
            .isEqualTo(member.available());
      }
    }
  }

  /** Tells the same orders to two clubs, to one of them in another order. */
  static void arriveInAnyOrder(Club.Parts parts, List<Complete> orders, Random random) {
    PointsWorld told = new PointsWorld(parts);
    PointsWorld shuffled = new PointsWorld(parts);
    List<Complete> others = new ArrayList<>(orders);
    Collections.shuffle(others, random);

    told.tell(orders, orders.size());
    shuffled.tell(others, random.nextInt(orders.size()));

    for (int i = 0; i < told.ids.size(); i++) {
      assertThat(figures(shuffled.club.account(shuffled.ids.get(i))))
          .isEqualTo(figures(told.club.account(told.ids.get(i))));
    }
  }

  /** Among the orders is one that spends what it held before. */
  private void tell(List<Complete> orders, int spendAfter) {
    happens(new Adjust(0, 30));
    happens(new Reserve(0, 0));
    for (int i = 0; i < orders.size(); i++) {
      if (i == spendAfter) {
        happens(new Spend(0));
      }
      happens(orders.get(i));
    }
    happens(new Spend(0));
  }

  private static LoyaltyAccount figures(LoyaltyAccount account) {
    return account.toBuilder().clearCustomerId().clearVersion().build();
  }

  private Instant now() {
    return parts.clock().instant();
  }

  private String id(int customer) {
    return ids.get(customer % ids.size());
  }

  private Member member(int customer) {
    return members.get(customer % members.size());
  }

  /** The last one is number 0, because most changes follow soon. */
  private static <T> T round(List<T> things, int number) {
    return things.get(things.size() - 1 - number % things.size());
  }
}
