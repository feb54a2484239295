package id.laris.promotion.promotion;

import id.laris.common.errors.Errors;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The promotions that are not deleted. */
@Component
public class LivePromotions {

  private final Promotions promotions;

  LivePromotions(Promotions promotions) {
    this.promotions = promotions;
  }

  /** Refuses promotions that do not exist or are deleted. Errors: NOT_FOUND. */
  public void require(Collection<UUID> ids) {
    Set<UUID> live =
        promotions.findByIdIn(ids).stream()
            .filter(promotion -> !promotion.isDeleted())
            .map(Promotion::id)
            .collect(Collectors.toSet());
    ids.stream()
        .filter(id -> !live.contains(id))
        .findFirst()
        .ifPresent(
            id -> {
              throw Errors.notFound("promotion", id);
            });
  }
}
