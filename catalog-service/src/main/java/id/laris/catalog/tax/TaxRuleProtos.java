package id.laris.catalog.tax;

import static id.laris.common.grpc.Protos.setTime;

import id.laris.catalog.levy.Bearers;
import id.laris.catalog.levy.Measure;
import id.laris.common.Ids;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CreateTaxRuleRequest;
import id.laris.pos.v1.Money;

/** Tax rules as the wire has them, there and back. */
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

  /** The rule that a proto describes; its dates and version are not taken over. */
  static TaxRule fromProto(id.laris.pos.v1.TaxRule proto) {
    return new TaxRule(
        Ids.orNext(proto.getId()),
        Protos.required("tax_rule.name", proto.getName()),
        proto.hasAmountPerUnit()
            ? Measure.amount("amount_per_unit", proto.getAmountPerUnit())
            : Measure.rate(proto.getRatePpm()),
        new TaxRule.Computation(
            proto.getInclusive(),
            proto.getIncludeInBase(),
            proto.getIgnoreEarlierTaxes(),
            proto.getPriority()),
        new Bearers(
            proto.getAppliesToAll(),
            Ids.parseAll(proto.getCategoryIdsList()),
            Ids.parseAll(proto.getProductIdsList()),
            Ids.parseAll(proto.getLocationIdsList())),
        proto.getActive());
  }

  /** Returns the requested rule; new rules are active. */
  static id.laris.pos.v1.TaxRule wanted(CreateTaxRuleRequest request) {
    id.laris.pos.v1.TaxRule.Builder proto =
        id.laris.pos.v1.TaxRule.newBuilder()
            .setId(request.getId())
            .setName(request.getName())
            .setInclusive(request.getInclusive())
            .setIncludeInBase(request.getIncludeInBase())
            .setIgnoreEarlierTaxes(request.getIgnoreEarlierTaxes())
            .setPriority(request.getPriority())
            .setAppliesToAll(request.getAppliesToAll())
            .addAllCategoryIds(request.getCategoryIdsList())
            .addAllProductIds(request.getProductIdsList())
            .addAllLocationIds(request.getLocationIdsList())
            .setActive(true);
    return request.hasAmountPerUnit()
        ? proto.setAmountPerUnit(request.getAmountPerUnit()).build()
        : proto.setRatePpm(request.getRatePpm()).build();
  }
}
