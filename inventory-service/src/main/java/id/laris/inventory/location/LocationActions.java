package id.laris.inventory.location;

import id.laris.common.Ids;
import id.laris.common.db.Filter;
import id.laris.common.db.Outbox;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.DefaultCurrency;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CreateLocationRequest;
import id.laris.pos.v1.CreateLocationResponse;
import id.laris.pos.v1.DeleteLocationRequest;
import id.laris.pos.v1.DeleteLocationResponse;
import id.laris.pos.v1.GetLocationRequest;
import id.laris.pos.v1.GetLocationResponse;
import id.laris.pos.v1.ListLocationsRequest;
import id.laris.pos.v1.ListLocationsResponse;
import id.laris.pos.v1.Location.CashRounding;
import id.laris.pos.v1.Location.Kind;
import id.laris.pos.v1.UpdateLocationRequest;
import id.laris.pos.v1.UpdateLocationResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What can be done with locations. */
@Component
public class LocationActions {

  private static final Set<String> UPDATABLE =
      Set.of(
          "code",
          "name",
          "kind",
          "time_zone",
          "business_day_cutoff_minutes",
          "allow_negative_stock",
          "address",
          "cash_rounding");

  /** The series of receipts without a location; no location may share it. */
  private static final String RESERVED_CODE = "POS";

  private static final String DEFAULT_TIME_ZONE = "Asia/Jakarta";

  private final Locations locations;
  private final DefaultCurrency defaultCurrency;
  private final Outbox outbox;
  private final Writes writes;
  private final Reads reads;
  private final Clock clock;

  LocationActions(
      Locations locations,
      DefaultCurrency defaultCurrency,
      Outbox outbox,
      Writes writes,
      Reads reads,
      Clock clock) {
    this.locations = locations;
    this.defaultCurrency = defaultCurrency;
    this.outbox = outbox;
    this.writes = writes;
    this.reads = reads;
    this.clock = clock;
  }

  /** Makes a location; one of the same id and content is returned as it is. */
  public CreateLocationResponse create(CreateLocationRequest request) {
    Location wanted = made(request);
    return writes.once(
        request,
        CreateLocationResponse.parser(),
        () ->
            CreateLocationResponse.newBuilder()
                .setLocation(
                    locations
                        .storedBefore(request.getId(), "location", wanted, LocationProtos::toProto)
                        .map(LocationProtos::toProto)
                        .orElseGet(() -> store(wanted, "Created")))
                .build());
  }

  private Location made(CreateLocationRequest request) {
    Location location =
        new Location(
            Ids.orNext(request.getId()),
            defaultCurrency.orNamed("currency", request.getCurrency()));
    location.encode(code("code", request.getCode()));
    location.rename(request.getName());
    location.serveAs(kind(request.getKind()));
    String timeZone = request.getTimeZone();
    location.keepTimeOf(zone("time_zone", timeZone.isEmpty() ? DEFAULT_TIME_ZONE : timeZone));
    location.beginDayAt(request.getBusinessDayCutoffMinutes());
    location.allowNegativeStock(request.getAllowNegativeStock());
    location.moveTo(request.getAddress());
    round(location, request.getCashRounding());
    return location;
  }

  public GetLocationResponse get(GetLocationRequest request) {
    UUID id = Ids.parse(request.getLocationId());
    return reads.run(
        () ->
            GetLocationResponse.newBuilder()
                .setLocation(LocationProtos.toProto(locations.existing(id)))
                .build());
  }

  public ListLocationsResponse list(ListLocationsRequest request) {
    Filter<Location> filter =
        Filter.<Location>all()
            .equal("kind", request.getKind() == Kind.KIND_UNSPECIFIED ? null : request.getKind())
            .deletedToo(request.getIncludeDeleted());
    return reads.run(
        () -> {
          Page<Location> page = Page.find(locations, request.getPagination(), filter);
          return ListLocationsResponse.newBuilder()
              .addAllLocations(page.map(LocationProtos::toProto))
              .setPagination(page.pagination())
              .build();
        });
  }

  /** Takes over the fields that the mask names. */
  public UpdateLocationResponse update(UpdateLocationRequest request) {
    id.laris.pos.v1.Location wanted = request.getLocation();
    List<String> paths = Protos.paths(request.getUpdateMask(), UPDATABLE);
    return writes.once(
        request,
        UpdateLocationResponse.parser(),
        () -> {
          Location location = lock(wanted.getId());
          if (location.isDeleted()) {
            throw Locations.notFound(location.id());
          }
          location.requireVersion("location", request.hasVersion(), request.getVersion());
          paths.forEach(path -> take(location, path, wanted));
          return UpdateLocationResponse.newBuilder()
              .setLocation(store(location, "Updated"))
              .build();
        });
  }

  /** Deletes a location that is empty; what is deleted already stays as it is. */
  public DeleteLocationResponse delete(DeleteLocationRequest request) {
    return writes.once(
        request,
        DeleteLocationResponse.parser(),
        () -> {
          Location location = lock(request.getLocationId());
          if (!location.isDeleted()) {
            location.requireVersion("location", request.hasVersion(), request.getVersion());
            requireEmpty(location);
            location.delete(clock.instant());
            store(location, "Deleted");
          }
          return DeleteLocationResponse.newBuilder()
              .setLocation(LocationProtos.toProto(location))
              .build();
        });
  }

  private void requireEmpty(Location location) {
    if (locations.hasStock(location.id())) {
      throw Errors.of(
              Reason.ITEM_HAS_STOCK,
              "The location has goods, has promised them or expects them: transfer or adjust them"
                  + " away first.")
          .with("location_id", location.id());
    }
  }

  private Location lock(String id) {
    UUID locationId = Ids.parse(id);
    return locations.lock(locationId).orElseThrow(() -> Locations.notFound(locationId));
  }

  private id.laris.pos.v1.Location store(Location location, String verb) {
    id.laris.pos.v1.Location stored = LocationProtos.toProto(locations.saveAndFlush(location));
    outbox.add("Location" + verb, "Location", location.id(), location.version(), stored);
    return stored;
  }

  private static void take(Location location, String path, id.laris.pos.v1.Location wanted) {
    switch (path) {
      case "code" -> location.encode(code("location.code", wanted.getCode()));
      case "name" -> location.rename(Protos.required("location.name", wanted.getName()));
      case "kind" -> location.serveAs(kind(wanted.getKind()));
      case "time_zone" -> location.keepTimeOf(zone("location.time_zone", wanted.getTimeZone()));
      case "business_day_cutoff_minutes" ->
          location.beginDayAt(wanted.getBusinessDayCutoffMinutes());
      case "allow_negative_stock" -> location.allowNegativeStock(wanted.getAllowNegativeStock());
      case "address" -> location.moveTo(wanted.getAddress());
      default -> round(location, wanted.getCashRounding());
    }
  }

  private static String code(String field, String code) {
    if (code.equals(RESERVED_CODE)) {
      throw Errors.invalid(field, "must not be POS: receipts without a location begin with that");
    }
    return Protos.required(field, code);
  }

  private static Kind kind(Kind kind) {
    return kind == Kind.KIND_UNSPECIFIED ? Kind.STORE : kind;
  }

  private static void round(Location location, CashRounding rounding) {
    CashRounding.Mode mode = rounding.getMode();
    location.roundCash(
        rounding.getStep(),
        mode == CashRounding.Mode.MODE_UNSPECIFIED ? CashRounding.Mode.HALF_UP : mode);
  }

  private static ZoneId zone(String field, String id) {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException e) {
      throw Errors.invalid(field, "must be an IANA time zone such as Asia/Makassar");
    }
  }
}
