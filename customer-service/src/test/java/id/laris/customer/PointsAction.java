package id.laris.customer;

/**
 * A change of the points of a tenant's customers. Its customer, reward or order is a number, taken
 * modulo the existing ones, so that any history makes sense.
 */
sealed interface PointsAction {

  /** The event of an order of two lines, in thousands of rupiah, that was completed days ago. */
  record Complete(int customer, long firstLine, long secondLine, int daysLate)
      implements PointsAction {}

  record Adjust(int customer, long points) implements PointsAction {}

  /** An order with a reward is finalized. */
  record Reserve(int customer, int reward) implements PointsAction {}

  record GiveUp(int order) implements PointsAction {}

  record VoidOrder(int order) implements PointsAction {}

  /** The event of an order with a reward, whatever has become of its reservation. */
  record Spend(int order) implements PointsAction {}

  /** The second line of a completed order is returned. */
  record Return(int order) implements PointsAction {}

  /** The first event of a completed order comes once more. */
  record Repeat(int order) implements PointsAction {}

  /** Time passes, and background jobs run. */
  record LetTimePass(int days) implements PointsAction {}

  record Merge(int from, int into) implements PointsAction {}
}
