package id.laris.demo;

/** A part of the day, as customers buy other products in the morning than in the evening. */
enum DayPart {
  MORNING,
  NOON,
  EVENING;

  private static final int NOON_BEGINS = 11;
  private static final int EVENING_BEGINS = 16;

  static DayPart at(int hour) {
    return hour < NOON_BEGINS ? MORNING : hour < EVENING_BEGINS ? NOON : EVENING;
  }
}
