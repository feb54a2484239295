package id.laris.promotion.promotion;

import id.laris.common.Ids;
import id.laris.common.db.Resource;
import id.laris.common.db.Writes;
import id.laris.events.types.PromotionEvents;
import id.laris.pos.v1.RestorePromotionRequest;
import id.laris.pos.v1.RestorePromotionResponse;
import org.springframework.stereotype.Component;

/**
 * Brings a deleted promotion back, in the state that it had; one that is not deleted stays as it
 * is.
 *
 * <p>Errors: NOT_FOUND; VERSION_CONFLICT; VALIDATION_FAILED where too many would be active.
 */
@Component
public class RestorePromotion {

  private final Resource<Promotion, id.laris.pos.v1.Promotion> promotions;
  private final ActivePromotionLimit limit;
  private final Writes writes;

  RestorePromotion(
      Resource<Promotion, id.laris.pos.v1.Promotion> promotions,
      ActivePromotionLimit limit,
      Writes writes) {
    this.promotions = promotions;
    this.limit = limit;
    this.writes = writes;
  }

  public RestorePromotionResponse run(RestorePromotionRequest request) {
    return writes.once(
        request,
        RestorePromotionResponse.parser(),
        () ->
            RestorePromotionResponse.newBuilder()
                .setPromotion(
                    restore(promotions.lock(Ids.parse(request.getPromotionId())), request))
                .build());
  }

  private id.laris.pos.v1.Promotion restore(Promotion promotion, RestorePromotionRequest request) {
    if (!promotion.isDeleted()) {
      return promotions.show(promotion);
    }
    promotion.requireVersion("promotion", request.hasVersion(), request.getVersion());
    limit.checkRestored(promotion, "promotion_id");
    promotion.restore();
    return promotions.store(promotion, PromotionEvents.PROMOTION_RESTORED);
  }
}
