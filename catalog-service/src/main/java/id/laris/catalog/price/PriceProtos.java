package id.laris.catalog.price;

import static id.laris.common.grpc.Protos.setTime;

import id.laris.common.Ids;
import id.laris.common.grpc.Protos;

/** Converts prices to their messages. */
public final class PriceProtos {

  private PriceProtos() {}

  public static id.laris.pos.v1.Price toProto(Price price) {
    PriceScope scope = price.scope();
    id.laris.pos.v1.Price.Builder proto =
        id.laris.pos.v1.Price.newBuilder()
            .setId(price.id().toString())
            .setVariantId(scope.variantId().toString())
            .setAmount(Protos.money(price.amount(), scope.currency()))
            .setLocationId(Ids.text(scope.locationId()))
            .setMinQuantity(scope.minQuantity());
    setTime(scope.startsAt(), proto::setStartsAt);
    setTime(scope.endsAt(), proto::setEndsAt);
    setTime(price.createdAt(), proto::setCreatedAt);
    setTime(price.deletedAt(), proto::setDeletedAt);
    return proto.build();
  }

  /** Returns the content with which it was set; a later replacement does not count. */
  static id.laris.pos.v1.Price content(Price price) {
    return toProto(price).toBuilder().clearDeletedAt().build();
  }
}
