package id.laris.promotion.offer;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import id.laris.common.Caller;
import id.laris.common.db.SingleStatements;
import id.laris.common.secret.Guesses;
import id.laris.pos.v1.PromotionOffer;
import id.laris.pos.v1.PromotionResult.Reason;
import id.laris.pos.v1.PromotionRules;
import id.laris.promotion.coupon.CheckCoupon;
import id.laris.promotion.coupon.CouponCode;
import id.laris.promotion.coupon.CouponTerms;
import id.laris.promotion.json.ProtoJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the coupons whose codes were entered, all in one statement. */
@Component
class PresentedCoupons {

  private final SingleStatements statements;
  private final Guesses guesses;

  PresentedCoupons(SingleStatements statements, Guesses guesses) {
    this.statements = statements;
    this.guesses = guesses;
  }

  /**
   * A coupon that was found.
   *
   * @param code as it was created
   * @param offer its promotion, as an order gets it if it is not active
   */
  record Presented(String key, String code, CouponTerms terms, PromotionOffer offer) {}

  /**
   * The coupons that exist, by the codes as they were entered. No transaction may be open. Errors:
   * RATE_LIMITED after too many codes that do not exist.
   */
  Map<String, Presented> find(List<String> codes) {
    if (codes.isEmpty()) {
      return Map.of();
    }
    Map<String, Presented> byKey =
        guesses.search(
            CheckCoupon.GUESSED,
            codes.stream().map(CouponCode::key).toList(),
            keys -> read(keys).stream().collect(toMap(Presented::key, identity())));
    Map<String, Presented> byCode = new LinkedHashMap<>();
    for (String code : codes) {
      Presented found = byKey.get(CouponCode.key(code));
      if (found != null) {
        byCode.put(code, found);
      }
    }
    return byCode;
  }

  private List<Presented> read(List<String> keys) {
    return statements
        .sql("select * from promotion.coupons_of(:tenant, :keys)")
        .param("tenant", Caller.current().tenantId())
        .param("keys", keys.toArray(String[]::new))
        .query((row, number) -> read(row))
        .list();
  }

  private static Presented read(ResultSet row) throws SQLException {
    return new Presented(
        row.getString("code_key"),
        row.getString("code"),
        new CouponTerms(
            row.getObject("id", UUID.class),
            row.getLong("max_uses"),
            row.getLong("max_uses_per_customer"),
            time(row, "starts_at"),
            time(row, "ends_at"),
            row.getObject("customer_id", UUID.class),
            time(row, "disabled_at")),
        PromotionOffer.newBuilder()
            .setPromotionId(row.getObject("promotion_id", UUID.class).toString())
            .setName(row.getString("receipt_text"))
            .setPromotionVersion(row.getInt("promotion_version"))
            .setRules(ProtoJson.read(row.getString("rules"), PromotionRules.getDefaultInstance()))
            .setObstacle(Reason.NOT_ACTIVE)
            .build());
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
