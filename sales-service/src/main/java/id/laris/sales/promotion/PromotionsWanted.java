package id.laris.sales.promotion;

import id.laris.pos.v1.PromotionUsage;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The uses of promotions that are to be reserved for an order.
 *
 * @param customerId the customer of the order; null without a customer
 * @param zone in which the days of limits are reckoned
 */
record PromotionsWanted(
    @Nullable UUID customerId,
    String currency,
    Instant at,
    ZoneId zone,
    List<PromotionUsage> usages) {}
