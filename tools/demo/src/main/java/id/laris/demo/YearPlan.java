package id.laris.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The plan of the orders of a year, with their time, shop and employee, day by day, by the {@link
 * Rhythm}. Receipt numbers follow the time, for each shop and day from 1.
 */
final class YearPlan {

  static final int DAYS = 365;

  private static final double VOIDED = 0.015;
  private static final double BY_REGULARS = 0.04;

  /** The first ones of a shop come the more often the greater this is. */
  private static final double FAITH = 2.5;

  /** The samples of a part of the day in a shop. */
  private static final class Choice {
    final List<UUID> completed = new ArrayList<>();
    final List<UUID> voided = new ArrayList<>();
  }

  private final SeededIds ids;
  private final LocalDate until;
  private final int orders;
  private final int customers;
  private final Roster roster;
  private final List<Map<DayPart, Choice>> samples = new ArrayList<>();

  YearPlan(SeededIds ids, LocalDate until, int orders, int customers, List<SampleSale> sales) {
    this.ids = ids;
    this.until = until;
    this.orders = orders;
    this.customers = customers;
    this.roster = new Roster(ids, firstDay(until));
    for (int shop = 0; shop < Shop.ALL.size(); shop++) {
      Map<DayPart, Choice> parts = new EnumMap<>(DayPart.class);
      for (DayPart part : DayPart.values()) {
        parts.put(part, new Choice());
      }
      samples.add(parts);
    }
    for (SampleSale sale : sales) {
      Choice choice = choice(sale.shop(), sale.part());
      (sale.voided() ? choice.voided : choice.completed).add(sale.orderId());
    }
  }

  private Choice choice(int shop, DayPart part) {
    return Objects.requireNonNull(samples.get(shop).get(part));
  }

  static LocalDate firstDay(LocalDate until) {
    return until.minusDays(DAYS);
  }

  /** Hands out the orders of each day, oldest first. */
  void forEachDay(Consumer<List<PlannedOrder>> use) {
    double wholeYear = 0;
    for (int day = 0; day < DAYS; day++) {
      wholeYear += Rhythm.of(firstDay(until).plusDays(day));
    }
    wholeYear *= Shop.ALL.stream().mapToDouble(Shop::weight).sum();
    double soFar = 0;
    long made = 0;
    for (int number = 0; number < DAYS; number++) {
      LocalDate day = firstDay(until).plusDays(number);
      List<PlannedOrder> ofDay = new ArrayList<>();
      for (int shop = 0; shop < Shop.ALL.size(); shop++) {
        soFar += Rhythm.of(day) * Shop.ALL.get(shop).weight();
        boolean last = number == DAYS - 1 && shop == Shop.ALL.size() - 1;
        long wanted = last ? orders : Math.round(orders * soFar / wholeYear);
        ofDay.addAll(plan(day, shop, (int) (wanted - made)));
        made = wanted;
      }
      ofDay.sort(Comparator.comparingLong(PlannedOrder::atMillis));
      use.accept(ofDay);
    }
  }

  private List<PlannedOrder> plan(LocalDate day, int shop, int count) {
    SplittableRandom random = ids.random("day " + day.toEpochDay(), shop);
    SplittableRandom guests =
        ids.random("guests", Math.toIntExact(day.toEpochDay() * Shop.ALL.size() + shop));
    ZoneId zone = Shop.ALL.get(shop).zone();
    long midnight = day.atStartOfDay(zone).toInstant().toEpochMilli();
    long[] moments = new long[count];
    Arrays.setAll(moments, i -> midnight + Rhythm.moment(day, random));
    Arrays.sort(moments);
    List<PlannedOrder> planned = new ArrayList<>();
    List<PlannedShift> shifts = roster.shifts(day, shop);
    int receipts = 0;
    for (long moment : moments) {
      int hour = Instant.ofEpochMilli(moment).atZone(zone).getHour();
      Choice choice = choice(shop, DayPart.at(hour));
      boolean voided = random.nextDouble() < VOIDED;
      List<UUID> like = voided ? choice.voided : choice.completed;
      UUID id = SeededIds.ofOrder(moment, random);
      UUID sample = like.get(random.nextInt(like.size()));
      int place = random.nextInt(Roster.TOGETHER);
      planned.add(
          new PlannedOrder(
              id,
              sample,
              moment,
              day,
              voided ? null : receipt(Shop.ALL.get(shop), day, ++receipts),
              roster.employee(day, shop, hour, place),
              shifts.get(Roster.register(shop, place)).id(),
              voided ? null : regular(shop, guests)));
    }
    return planned;
  }

  private static String receipt(Shop shop, LocalDate day, int number) {
    return String.format(
        Locale.ROOT,
        "%s-%s-%04d",
        shop.code(),
        DateTimeFormatter.BASIC_ISO_DATE.format(day),
        number);
  }

  /** Most guests are strangers; the others come to the shop of their own. */
  private @Nullable UUID regular(int shop, SplittableRandom random) {
    if (random.nextDouble() >= BY_REGULARS) {
      return null;
    }
    int ofShop = Math.ceilDiv(customers - shop, Shop.ALL.size());
    int place = (int) (ofShop * Math.pow(random.nextDouble(), FAITH));
    return Regulars.customerId(ids, shop + place * Shop.ALL.size());
  }
}
