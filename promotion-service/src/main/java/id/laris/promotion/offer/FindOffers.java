package id.laris.promotion.offer;

import id.laris.pos.v1.FindOffersRequest;
import id.laris.pos.v1.FindOffersResponse;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Returns all that decides about promotions of an order, apart from its goods. Nothing is reserved.
 *
 * <p>Errors: RATE_LIMITED after too many unknown coupons.
 */
@Component
public class FindOffers {

  private final GatherOffers offers;
  private final Clock clock;

  FindOffers(GatherOffers offers, Clock clock) {
    this.offers = offers;
    this.clock = clock;
  }

  public FindOffersResponse run(FindOffersRequest request) {
    return offers.now(Question.of(request, clock.instant()));
  }
}
