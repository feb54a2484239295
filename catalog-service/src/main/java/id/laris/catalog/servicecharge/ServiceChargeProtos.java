package id.laris.catalog.servicecharge;

import static id.laris.common.grpc.Protos.setTime;

import id.laris.catalog.levy.Bearers;
import id.laris.catalog.levy.Measure;
import id.laris.common.Ids;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CreateServiceChargeRequest;
import id.laris.pos.v1.Money;

/** Service charges as the wire has them, there and back. */
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

  /** The charge that a proto describes; its dates and version are not taken over. */
  static ServiceCharge fromProto(id.laris.pos.v1.ServiceCharge proto) {
    return new ServiceCharge(
        Ids.orNext(proto.getId()),
        Protos.required("service_charge.name", proto.getName()),
        proto.hasAmount()
            ? Measure.amount("amount", proto.getAmount())
            : Measure.rate(proto.getRatePpm()),
        proto.getTaxable(),
        proto.getInclusive(),
        new Bearers(
            proto.getAppliesToAll(),
            Ids.parseAll(proto.getCategoryIdsList()),
            Ids.parseAll(proto.getProductIdsList()),
            Ids.parseAll(proto.getLocationIdsList())),
        proto.getOrderTypesList(),
        proto.getActive());
  }

  /** Returns the requested charge; new charges are active. */
  static id.laris.pos.v1.ServiceCharge wanted(CreateServiceChargeRequest request) {
    id.laris.pos.v1.ServiceCharge.Builder proto =
        id.laris.pos.v1.ServiceCharge.newBuilder()
            .setId(request.getId())
            .setName(request.getName())
            .setTaxable(request.getTaxable())
            .setInclusive(request.getInclusive())
            .setAppliesToAll(request.getAppliesToAll())
            .addAllCategoryIds(request.getCategoryIdsList())
            .addAllProductIds(request.getProductIdsList())
            .addAllLocationIds(request.getLocationIdsList())
            .addAllOrderTypes(request.getOrderTypesList())
            .setActive(true);
    return request.hasAmount()
        ? proto.setAmount(request.getAmount()).build()
        : proto.setRatePpm(request.getRatePpm()).build();
  }
}
