package id.laris.catalog.tax;

import static id.laris.common.grpc.Protos.setTime;

import id.laris.catalog.levy.Bearers;
import id.laris.common.Ids;
import id.laris.pos.v1.Money;

/** Converts tax rules to and from their messages. */
public final class TaxRuleProtos {

  private TaxRuleProtos() {}

  public static id.laris.pos.v1.TaxRule toProto(TaxRule rule) {
    TaxRule.Computation computation = rule.computation();
    Bearers bearers = rule.bearers();
    id.laris.pos.v1.TaxRule.Builder proto =
        id.laris.pos.v1.TaxRule.newBuilder()
            .setId(rule.id().toString())
            .setName(rule.name())
            .setInclusive(computation.inclusive())
            .setIncludeInBase(computation.includeInBase())
            .setIgnoreEarlierTaxes(computation.ignoreEarlierTaxes())
            .setPriority(computation.priority())
            .setAppliesToAll(bearers.appliesToAll())
            .addAllCategoryIds(Ids.texts(bearers.categoryIds()))
            .addAllProductIds(Ids.texts(bearers.productIds()))
            .addAllLocationIds(Ids.texts(bearers.locationIds()))
            .setActive(rule.isActive())
            .setVersion(rule.version());
    Long rate = rule.measure().ratePpm();
    Money amount = rule.measure().money();
    if (rate != null) {
      proto.setRatePpm(rate);
    } else if (amount != null) {
      proto.setAmountPerUnit(amount);
    }
    setTime(rule.createdAt(), proto::setCreatedAt);
    setTime(rule.updatedAt(), proto::setUpdatedAt);
    setTime(rule.deletedAt(), proto::setDeletedAt);
    return proto.build();
  }
}
