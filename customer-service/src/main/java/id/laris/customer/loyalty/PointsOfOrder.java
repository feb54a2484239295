package id.laris.customer.loyalty;

import id.laris.common.Caller;
import id.laris.common.Uuids;
import id.laris.common.money.Amounts;
import id.laris.pos.v1.LoyaltyProgram;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderDiscount;
import id.laris.pos.v1.OrderPoints;
import java.sql.Types;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The points of an order and of its customer. An order whose completion is not booked yet counts as
 * booked, so that its receipt says the same in the first moment as later.
 *
 * <p>Its rewards need no such care: their points are held until they are spent, and held points are
 * not counted.
 */
@Component
public class PointsOfOrder {

  private final LoyaltyPrograms programs;
  private final JdbcClient jdbc;
  private final Clock clock;

  PointsOfOrder(LoyaltyPrograms programs, JdbcClient jdbc, Clock clock) {
    this.programs = programs;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * The points as they are stored.
   *
   * @param hasAccount whether the customer ever had points
   * @param earned those of the order; null if it has not earned
   * @param isBooked whether the completion of the order is booked
   */
  private record Stored(
      boolean hasAccount,
      long available,
      @Nullable UUID tierId,
      @Nullable Long earned,
      boolean isBooked) {}

  /**
   * Returns the points, read in the current transaction; nothing where there is no program and the
   * customer never had points.
   *
   * @param bearer the customer who has what belongs to the customer of the order
   */
  public Optional<OrderPoints> of(Order order, UUID bearer) {
    LoyaltyProgram program = programs.current();
    Stored stored = read(order, bearer);
    if (program.getVersion() == 0 && !stored.hasAccount) {
      return Optional.empty();
    }
    long expected = stored.isBooked ? 0 : expected(order, stored, program);
    boolean isPending = order.getStatus() == Order.Status.COMPLETED && stored.earned == null;
    return Optional.of(
        OrderPoints.newBuilder()
            .setEarned(stored.earned == null ? expected : stored.earned)
            .setSpent(
                order.getDiscountsList().stream()
                    .mapToLong(OrderDiscount::getPoints)
                    .reduce(0, Amounts::add))
            .setAvailable(Amounts.add(stored.available, isPending ? expected : 0))
            .build());
  }

  private long expected(Order order, Stored stored, LoyaltyProgram program) {
    long multiplierPpm = new Tiers(program).multiplierPpm(stored.tierId);
    return EarnPoints.expected(program, multiplierPpm, order, clock.instant()).points();
  }

  /**
   * Reads by one statement, so that an order that is booked meanwhile is seen entirely or not at
   * all. Its purchase is booked together with its points, also where it earns none.
   */
  private Stored read(Order order, UUID bearer) {
    return jdbc.sql(
            """
            select account.customer_id is not null as has_account, coalesce(account.balance - account.held, 0) as available, account.tier_id,
              (select sum(points)::bigint from customer.point_entry
               where tenant_id = :tenant and order_id = :order and kind in ('EARN', 'RETURN')) as earned,
              exists (select from customer.purchase where tenant_id = :tenant and order_id = :order) as booked
            from (values (0)) as one
            left join customer.loyalty_account account on account.tenant_id = :tenant and account.customer_id = :customer
            """)
        .param("tenant", Caller.current().tenantId())
        .param("order", Uuids.parse(order.getId()).orElse(null), Types.OTHER)
        .param("customer", bearer)
        .query(
            (row, number) ->
                new Stored(
                    row.getBoolean("has_account"),
                    row.getLong("available"),
                    row.getObject("tier_id", UUID.class),
                    row.getObject("earned", Long.class),
                    row.getBoolean("booked")))
        .single();
  }
}
