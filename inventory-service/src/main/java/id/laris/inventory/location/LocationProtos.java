package id.laris.inventory.location;

import static id.laris.common.grpc.Protos.setTime;

import id.laris.pos.v1.Location.CashRounding;

final class LocationProtos {

  private LocationProtos() {}

  static id.laris.pos.v1.Location toProto(Location location) {
    id.laris.pos.v1.Location.Builder proto =
        id.laris.pos.v1.Location.newBuilder()
            .setId(location.id().toString())
            .setCode(location.code())
            .setName(location.name())
            .setKind(location.kind())
            .setTimeZone(location.timeZone())
            .setBusinessDayCutoffMinutes(location.businessDayCutoffMinutes())
            .setAllowNegativeStock(location.allowsNegativeStock())
            .setAddress(location.address())
            .setCurrency(location.currency())
            .setVersion(location.version());
    if (location.cashRoundingStep() > 0) {
      proto.setCashRounding(
          CashRounding.newBuilder()
              .setStep(location.cashRoundingStep())
              .setMode(location.cashRoundingMode()));
    }
    setTime(location.createdAt(), proto::setCreatedAt);
    setTime(location.updatedAt(), proto::setUpdatedAt);
    setTime(location.deletedAt(), proto::setDeletedAt);
    return proto.build();
  }
}
