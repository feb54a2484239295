package id.laris.inventory.location;

import id.laris.common.db.Change;
import id.laris.common.db.Filter;
import id.laris.common.db.Resource;
import id.laris.common.db.Resources;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.DefaultCurrency;
import id.laris.common.grpc.Protos;
import id.laris.events.types.InventoryEvents;
import id.laris.pos.v1.CreateLocationRequest;
import id.laris.pos.v1.ListLocationsRequest;
import id.laris.pos.v1.Location.Kind;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Locations as a resource. */
@Configuration(proxyBeanMethods = false)
class LocationResource {

  /** The series of receipts without a location; no location may share it. */
  private static final String RESERVED_CODE = "POS";

  private static final String DEFAULT_TIME_ZONE = "Asia/Jakarta";

  /** Beside the errors of every resource: ITEM_HAS_STOCK where a location with goods is deleted. */
  @Bean
  Resource<Location, id.laris.pos.v1.Location> locationResource(
      Resources resources, Locations locations, DefaultCurrency defaultCurrency) {
    return resources
        .of("location", locations, InventoryEvents.LOCATION)
        .notFound(Reason.LOCATION_NOT_FOUND)
        .fresh(
            (id, described) ->
                new Location(id, defaultCurrency.orNamed("currency", described.getCurrency())))
        .described(CreateLocationRequest.class, LocationResource::described)
        .content(LocationProtos::toProto)
        .updatable(
            "code",
            "name",
            "kind",
            "time_zone",
            "business_day_cutoff_minutes",
            "allow_negative_stock",
            "address",
            "cash_rounding")
        .filled("code", "name")
        .filter(
            ListLocationsRequest.class,
            request ->
                Filter.<Location>all()
                    .equal(
                        "kind",
                        request.getKind() == Kind.KIND_UNSPECIFIED ? null : request.getKind()))
        .beforeLock(
            (ids, paths) -> {
              boolean isDeletion = paths.isEmpty();
              if (isDeletion) {
                var _ = locations.lockLevels(ids);
              }
            })
        .apply(LocationResource::apply)
        .beforeDelete((location, now) -> requireEmpty(location, locations))
        .build();
  }

  private static id.laris.pos.v1.Location described(CreateLocationRequest request) {
    id.laris.pos.v1.Location.Builder described =
        Protos.copyOf(request, id.laris.pos.v1.Location.getDefaultInstance()).toBuilder();
    if (request.getTimeZone().isEmpty()) {
      described.setTimeZone(DEFAULT_TIME_ZONE);
    }
    return described.build();
  }

  private static void apply(Change<Location, id.laris.pos.v1.Location> change) {
    id.laris.pos.v1.Location wanted = change.after();
    if (wanted.getCode().equals(RESERVED_CODE)) {
      throw Errors.invalid(
          change.field("code"),
          "must not be POS: receipt numbers of sales without a location start with it");
    }
    change.row().take(wanted, Protos.timeZone(change.field("time_zone"), wanted.getTimeZone()));
  }

  private static void requireEmpty(Location location, Locations locations) {
    if (locations.hasStock(location.id())) {
      throw Errors.of(
              Reason.ITEM_HAS_STOCK,
              "The location still has stock on hand, reserved or in transit: transfer or adjust it"
                  + " first.")
          .with("location_id", location.id());
    }
  }
}
