package id.laris.promotion.offer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import id.laris.common.Caller;
import id.laris.common.db.FeedNumbers;
import id.laris.common.db.FeedNumbers.FeedNumber;
import id.laris.common.db.Reads;
import id.laris.pos.v1.Promotion.State;
import id.laris.pos.v1.PromotionOffer;
import id.laris.promotion.promotion.Promotion;
import id.laris.promotion.promotion.Promotions;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The active promotions of tenants, as this process has read them. Every call first asks for the
 * number of the tenant's last event, and reads them again if it is another: so what was changed
 * anywhere is seen by the next call everywhere.
 *
 * <p>They are read after the number, so they are at least as new as it. If they are newer, the next
 * call finds another number and reads them again.
 */
@Component
class ActivePromotions {

  private static final int PART_OF_HEAP = 32;

  /** Objects are larger than what goes over the wire. */
  private static final int MEMORY_OF_A_WIRE_BYTE = 4;

  private final FeedNumbers numbers;
  private final Promotions promotions;
  private final Reads reads;
  private final Cache<UUID, Known> tenants =
      Caffeine.newBuilder()
          .maximumWeight(Runtime.getRuntime().maxMemory() / PART_OF_HEAP)
          .weigher((UUID tenantId, Known known) -> known.weight())
          .build();

  ActivePromotions(FeedNumbers numbers, Promotions promotions, Reads reads) {
    this.numbers = numbers;
    this.promotions = promotions;
    this.reads = reads;
  }

  private record Known(FeedNumber number, List<PromotionOffer> offers) {

    private static final int EMPTY = 500;

    int weight() {
      return EMPTY
          + MEMORY_OF_A_WIRE_BYTE
              * offers.stream().mapToInt(PromotionOffer::getSerializedSize).sum();
    }
  }

  /**
   * The active promotions of the caller's tenant as they are now, without their use. No transaction
   * may be open.
   */
  List<PromotionOffer> now() {
    FeedNumber number = numbers.current();
    UUID tenantId = Caller.current().tenantId();
    Known known = tenants.getIfPresent(tenantId);
    if (known == null || !known.number.equals(number)) {
      known = new Known(number, read());
      tenants.put(tenantId, known);
    }
    return known.offers;
  }

  private List<PromotionOffer> read() {
    return reads.run(
        () ->
            promotions.findByStateAndDeletedAtIsNull(State.ACTIVE).stream()
                .map(Promotion::toOffer)
                .toList());
  }
}
