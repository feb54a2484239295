package id.laris.catalog.servicecharge;

import static id.laris.common.grpc.Protos.setTime;

import id.laris.catalog.levy.Bearers;
import id.laris.common.Ids;
import id.laris.pos.v1.Money;

/** Converts service charges to and from their messages. */
public final class ServiceChargeProtos {

  private ServiceChargeProtos() {}

  public static id.laris.pos.v1.ServiceCharge toProto(ServiceCharge charge) {
    Bearers bearers = charge.bearers();
    id.laris.pos.v1.ServiceCharge.Builder proto =
        id.laris.pos.v1.ServiceCharge.newBuilder()
            .setId(charge.id().toString())
            .setName(charge.name())
            .setTaxable(charge.isTaxable())
            .setInclusive(charge.isInclusive())
            .setAppliesToAll(bearers.appliesToAll())
            .addAllCategoryIds(Ids.texts(bearers.categoryIds()))
            .addAllProductIds(Ids.texts(bearers.productIds()))
            .addAllLocationIds(Ids.texts(bearers.locationIds()))
            .addAllOrderTypes(charge.orderTypes())
            .setActive(charge.isActive())
            .setVersion(charge.version());
    Long rate = charge.measure().ratePpm();
    Money amount = charge.measure().money();
    if (rate != null) {
      proto.setRatePpm(rate);
    } else if (amount != null) {
      proto.setAmount(amount);
    }
    setTime(charge.createdAt(), proto::setCreatedAt);
    setTime(charge.updatedAt(), proto::setUpdatedAt);
    setTime(charge.deletedAt(), proto::setDeletedAt);
    return proto.build();
  }
}
