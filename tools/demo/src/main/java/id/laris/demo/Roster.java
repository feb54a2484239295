package id.laris.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * The work of the year: two employees of each shop in the morning and two from the afternoon on,
 * four days on and two off. Where a shop has two registers, each of the two stands at one.
 */
final class Roster {

  /** From this hour on it is the afternoon's people who sell. */
  static final int HANDOVER_HOUR = 14;

  /** The number of those who sell at the same time. */
  static final int TOGETHER = 2;

  private static final long MINUTE_MILLIS = 60_000;

  /** The doors open at seven, and the last guests leave shortly after ten. */
  private static final LocalTime MORNING = LocalTime.of(6, 30);

  private static final LocalTime DRAWERS_OPEN = LocalTime.of(6, 45);
  private static final LocalTime AFTERNOON = LocalTime.of(13, 40);
  private static final LocalTime HANDOVER = LocalTime.of(HANDOVER_HOUR, 2);
  private static final LocalTime DRAWERS_CLOSE = LocalTime.of(22, 10);
  private static final LocalTime EVENING = LocalTime.of(22, 35);

  private static final LocalTime[] MEALS = {LocalTime.of(10, 30), LocalTime.of(18, 0)};
  private static final LocalTime[] PAUSES = {LocalTime.of(8, 45), LocalTime.of(20, 15)};
  private static final int MEAL_MINUTES = 30;
  private static final int PAUSE_MINUTES = 10;

  private static final double WITH_PAUSE = 0.5;
  private static final double WITH_DIFFERENCE = 0.3;

  /** Rp 100, the least that is paid in cash. */
  private static final long LEAST_COIN = 10_000;

  private static final int MOST_COINS = 50;

  /** A time of work, with its breaks as staff keeps them. */
  record Work(
      UUID id, UUID employeeId, int shop, long startMillis, long endMillis, String breaks) {}

  private final SeededIds ids;
  private final LocalDate firstDay;

  Roster(SeededIds ids, LocalDate firstDay) {
    this.ids = ids;
    this.firstDay = firstDay;
  }

  /** The one of the two who sell at that hour. */
  UUID employee(LocalDate day, int shop, int hour, int place) {
    int before = hour < HANDOVER_HOUR ? 0 : TOGETHER;
    return Chain.employeeId(ids, shop, (int) ((day.toEpochDay() + before + place) % Shop.STAFF));
  }

  /** The register at which the one of the two stands. */
  static int register(int shop, int place) {
    return place % Shop.ALL.get(shop).registers();
  }

  /** The shifts of a day, one for each register of the shop. */
  List<PlannedShift> shifts(LocalDate day, int shop) {
    List<PlannedShift> shifts = new ArrayList<>();
    for (int register = 0; register < Shop.ALL.get(shop).registers(); register++) {
      int number = number(day, shop, register);
      SplittableRandom random = ids.random("drawer", number);
      long opened = at(day, shop, DRAWERS_OPEN, random, 10);
      shifts.add(
          new PlannedShift(
              ids.of("shift", number, opened),
              shop,
              register,
              day,
              opened,
              at(day, shop, HANDOVER, random, 5),
              at(day, shop, DRAWERS_CLOSE, random, 15),
              employee(day, shop, 0, register),
              employee(day, shop, HANDOVER_HOUR, register),
              (int) (day.toEpochDay() - firstDay.toEpochDay()) + 1,
              difference(random)));
    }
    return shifts;
  }

  private static long difference(SplittableRandom random) {
    return random.nextDouble() < WITH_DIFFERENCE
        ? LEAST_COIN * (random.nextInt(2 * MOST_COINS) - MOST_COINS)
        : 0;
  }

  /** The work of a day at the shop. */
  List<Work> work(LocalDate day, int shop) {
    List<Work> all = new ArrayList<>();
    for (int half = 0; half < 2; half++) {
      for (int place = 0; place < TOGETHER; place++) {
        int number = number(day, shop, half * TOGETHER + place);
        SplittableRandom random = ids.random("hours", number);
        long start = at(day, shop, half == 0 ? MORNING : AFTERNOON, random, 12);
        long end = at(day, shop, half == 0 ? HANDOVER.plusMinutes(5) : EVENING, random, 15);
        all.add(
            new Work(
                ids.of("work", number, start),
                employee(day, shop, half * HANDOVER_HOUR, place),
                shop,
                start,
                end,
                breaks(day, shop, half, place, random)));
      }
    }
    return all;
  }

  /** The two have their meals one after the other. */
  private static String breaks(
      LocalDate day, int shop, int half, int place, SplittableRandom random) {
    long meal = at(day, shop, MEALS[half].plusMinutes(place * 40L), random, 5);
    String unpaid = pause(meal, MEAL_MINUTES, false);
    if (random.nextDouble() >= WITH_PAUSE) {
      return "[" + unpaid + "]";
    }
    String paid = pause(at(day, shop, PAUSES[half], random, 20), PAUSE_MINUTES, true);
    return half == 0 ? "[" + paid + "," + unpaid + "]" : "[" + unpaid + "," + paid + "]";
  }

  private static String pause(long startMillis, int minutes, boolean paid) {
    return "{\"startedAt\":\"%s\",\"endedAt\":\"%s\",\"paid\":%s}"
        .formatted(
            Instant.ofEpochMilli(startMillis),
            Instant.ofEpochMilli(startMillis + minutes * MINUTE_MILLIS),
            paid);
  }

  /** A moment at that time of the shop's clock, or less than so many minutes later. */
  static long at(LocalDate day, int shop, LocalTime time, SplittableRandom random, int minutes) {
    return day.atTime(time).atZone(Shop.ALL.get(shop).zone()).toInstant().toEpochMilli()
        + random.nextLong(minutes * MINUTE_MILLIS);
  }

  /** Numbers what happens on a day at one of up to four places of a shop. */
  static int number(LocalDate day, int shop, int place) {
    return Math.toIntExact((day.toEpochDay() * Shop.ALL.size() + shop) * 2 * TOGETHER + place);
  }
}
