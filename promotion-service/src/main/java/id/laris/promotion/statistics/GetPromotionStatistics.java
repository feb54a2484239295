package id.laris.promotion.statistics;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.db.Resource;
import id.laris.common.grpc.Protos;
import id.laris.common.money.Amounts;
import id.laris.pos.v1.GetPromotionStatisticsRequest;
import id.laris.pos.v1.GetPromotionStatisticsResponse;
import id.laris.pos.v1.GetPromotionStatisticsResponse.Currency;
import id.laris.pos.v1.Promotion;
import id.laris.pos.v1.PromotionLimits;
import id.laris.promotion.counter.Count;
import id.laris.promotion.counter.Counter;
import id.laris.promotion.counter.Counters;
import id.laris.promotion.counter.Limit;
import id.laris.promotion.statistics.CompletedUses.Figures;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Returns the figures of a promotion since it was created. Errors: NOT_FOUND. */
@Component
public class GetPromotionStatistics {

  private final Resource<?, Promotion> promotions;
  private final CompletedUses completed;
  private final Counters counters;
  private final JdbcClient jdbc;
  private final Reads reads;

  GetPromotionStatistics(
      Resource<?, Promotion> promotions,
      CompletedUses completed,
      Counters counters,
      JdbcClient jdbc,
      Reads reads) {
    this.promotions = promotions;
    this.completed = completed;
    this.counters = counters;
    this.jdbc = jdbc;
    this.reads = reads;
  }

  private record CouponNumbers(long all, long used) {}

  public GetPromotionStatisticsResponse run(GetPromotionStatisticsRequest request) {
    UUID id = Ids.parse(request.getPromotionId());
    return reads.run(() -> figures(id, promotions.shown(id).getLimits()));
  }

  private GetPromotionStatisticsResponse figures(UUID id, PromotionLimits limits) {
    Limit limit = new Limit(id, limits, null, LocalDate.EPOCH);
    List<Counter> asked = new ArrayList<>(limit.counters());
    asked.add(Counter.total(id));
    Map<Counter, Count> counts = counters.read(asked);
    long uses = counts.getOrDefault(Counter.total(id), Count.NONE).uses();
    List<Figures> byCurrency = completed.of(id);
    long orders = byCurrency.stream().map(Figures::orders).reduce(0L, Amounts::add);
    CouponNumbers coupons = coupons(id);
    GetPromotionStatisticsResponse.Builder answer =
        GetPromotionStatisticsResponse.newBuilder()
            .setUses(uses)
            .setReserved(uses - orders)
            .addAllCurrencies(byCurrency.stream().map(GetPromotionStatistics::toProto).toList())
            .setCoupons(coupons.all)
            .setCouponsUsed(coupons.used);
    limit.usesLeft(counts).ifPresent(answer::setUsesLeft);
    limit
        .amountLeft(counts)
        .ifPresent(
            left -> answer.setAmountLeft(Protos.money(left, limits.getMaxAmount().getCurrency())));
    return answer.build();
  }

  private static Currency toProto(Figures figures) {
    return Currency.newBuilder()
        .setOrders(figures.orders())
        .setAmountGiven(Protos.money(figures.amount(), figures.currency()))
        .setRevenue(Protos.money(figures.revenue(), figures.currency()))
        .build();
  }

  private CouponNumbers coupons(UUID promotionId) {
    return jdbc.sql(
            """
            select count(*) as all_of_them, count(*) filter (where counter.uses > 0) as used from promotion.coupon
            left join promotion.use_counter counter
              on counter.tenant_id = coupon.tenant_id and counter.owner_id = coupon.id and counter.scope = ''
            where coupon.tenant_id = :tenant and coupon.promotion_id = :promotion
            """)
        .param("tenant", Caller.current().tenantId())
        .param("promotion", promotionId)
        .query((row, number) -> new CouponNumbers(row.getLong("all_of_them"), row.getLong("used")))
        .single();
  }
}
