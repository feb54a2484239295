package id.laris.promotion.promotion;

import id.laris.common.db.Change;
import id.laris.common.db.Filter;
import id.laris.common.db.Resource;
import id.laris.common.db.Resources;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException.FieldViolation;
import id.laris.common.grpc.Protos;
import id.laris.events.types.PromotionEvents;
import id.laris.pos.v1.CreatePromotionRequest;
import id.laris.pos.v1.ListPromotionsRequest;
import id.laris.pos.v1.Promotion.State;
import id.laris.promotion.json.ProtoJson;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Promotions as a resource; {@link RestorePromotion} brings a deleted one back. */
@Configuration(proxyBeanMethods = false)
class PromotionResource {

  /** Beside the errors of every resource: ILLEGAL_STATE_TRANSITION of one that has ended. */
  @Bean
  Resource<Promotion, id.laris.pos.v1.Promotion> promotionResource(
      Resources resources,
      Promotions promotions,
      PromotionVersions versions,
      ActivePromotionLimit limit) {
    return resources
        .of("promotion", promotions, PromotionEvents.PROMOTION)
        .fresh(Promotion::new)
        .described(CreatePromotionRequest.class, PromotionResource::described)
        .content(Promotion::toProto)
        .updatable("name", "receipt_text", "description", "state", "rules", "limits")
        .filled("name")
        .filter(ListPromotionsRequest.class, PromotionResource::filter)
        .apply(
            change -> {
              check(change);
              change.row().take(change.after());
            })
        .beforeSave(limit::check)
        .stored(versions::keep)
        .build();
  }

  private static id.laris.pos.v1.Promotion described(CreatePromotionRequest request) {
    id.laris.pos.v1.Promotion.Builder wanted =
        Protos.copyOf(request, id.laris.pos.v1.Promotion.getDefaultInstance()).toBuilder();
    if (wanted.getState() == State.STATE_UNSPECIFIED) {
      wanted.setState(State.DRAFT);
    }
    return wanted.setRules(ProtoJson.withCanonicalIds(wanted.getRules())).build();
  }

  private static void check(Change<Promotion, id.laris.pos.v1.Promotion> change) {
    if (change.after().getState() == State.STATE_UNSPECIFIED) {
      throw Errors.invalid(change.field("state"), "must be given");
    }
    if (!change.namesAny("rules", "limits")) {
      // Rules that are stored stay as they are, also if a later version has made them.
      return;
    }
    List<FieldViolation> violations =
        RuleChecks.violations(
            change.field("rules"),
            change.after().hasRules() ? change.after().getRules() : null,
            change.field("limits"),
            change.after().getLimits());
    if (!violations.isEmpty()) {
      throw Errors.invalid(violations);
    }
  }

  private static Filter<Promotion> filter(ListPromotionsRequest request) {
    return Filter.<Promotion>all()
        .equal("state", request.getState() == State.STATE_UNSPECIFIED ? null : request.getState());
  }
}
