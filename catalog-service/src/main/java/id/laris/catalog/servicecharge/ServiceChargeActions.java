package id.laris.catalog.servicecharge;

import static id.laris.catalog.servicecharge.ServiceChargeProtos.fromProto;
import static id.laris.catalog.servicecharge.ServiceChargeProtos.toProto;

import id.laris.catalog.change.ChangeLog;
import id.laris.catalog.levy.LevyTargets;
import id.laris.common.Ids;
import id.laris.common.db.Filter;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.db.Recent;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CreateServiceChargeRequest;
import id.laris.pos.v1.CreateServiceChargeResponse;
import id.laris.pos.v1.DeleteServiceChargeRequest;
import id.laris.pos.v1.DeleteServiceChargeResponse;
import id.laris.pos.v1.GetServiceChargeRequest;
import id.laris.pos.v1.GetServiceChargeResponse;
import id.laris.pos.v1.ListServiceChargesRequest;
import id.laris.pos.v1.ListServiceChargesResponse;
import id.laris.pos.v1.UpdateServiceChargeRequest;
import id.laris.pos.v1.UpdateServiceChargeResponse;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What can be done with service charges. */
@Component
public class ServiceChargeActions {

  private static final Set<String> UPDATABLE =
      Set.of(
          "name",
          "rate_ppm",
          "amount",
          "taxable",
          "inclusive",
          "applies_to_all",
          "category_ids",
          "product_ids",
          "location_ids",
          "order_types",
          "active");

  private final ServiceCharges charges;
  private final LevyTargets targets;
  private final ChangeLog changes;
  private final Writes writes;
  private final Reads reads;
  private final Clock clock;
  private final Recent<Optional<UUID>, List<ServiceCharge>> inForce;

  ServiceChargeActions(
      ServiceCharges charges,
      LevyTargets targets,
      ChangeLog changes,
      Writes writes,
      Reads reads,
      Clock clock) {
    this.charges = charges;
    this.targets = targets;
    this.changes = changes;
    this.writes = writes;
    this.reads = reads;
    this.clock = clock;
    this.inForce = new Recent<>(clock);
  }

  /** Makes a charge; one of the same id and content is returned as it is. */
  public CreateServiceChargeResponse create(CreateServiceChargeRequest request) {
    ServiceCharge wanted = fromProto(ServiceChargeProtos.wanted(request));
    return writes.once(
        request,
        CreateServiceChargeResponse.parser(),
        () -> {
          ServiceCharge stored =
              charges
                  .storedBefore(
                      request.getId(), "service charge", wanted, ServiceChargeProtos::toProto)
                  .orElseGet(() -> store(wanted));
          return CreateServiceChargeResponse.newBuilder().setServiceCharge(toProto(stored)).build();
        });
  }

  private ServiceCharge store(ServiceCharge charge) {
    targets.requireCategories(charge.bearers().categoryIds());
    targets.requireProducts(charge.bearers().productIds());
    return saved(charge, "Created");
  }

  public GetServiceChargeResponse get(GetServiceChargeRequest request) {
    UUID id = Ids.parse(request.getServiceChargeId());
    return reads.run(
        () ->
            GetServiceChargeResponse.newBuilder()
                .setServiceCharge(toProto(charges.findById(id).orElseThrow(() -> notFound(id))))
                .build());
  }

  /** Those with these ids, deleted or not, in no order; for who has a transaction already. */
  public List<id.laris.pos.v1.ServiceCharge> byIds(Collection<UUID> ids) {
    return charges.findByIdIn(ids).stream().map(ServiceChargeProtos::toProto).toList();
  }

  public ListServiceChargesResponse list(ListServiceChargesRequest request) {
    return reads.run(
        () -> {
          Page<ServiceCharge> page =
              Page.find(
                  charges,
                  request.getPagination(),
                  Filter.<ServiceCharge>all().deletedToo(request.getIncludeDeleted()));
          return ListServiceChargesResponse.newBuilder()
              .addAllServiceCharges(page.map(ServiceChargeProtos::toProto))
              .setPagination(page.pagination())
              .build();
        });
  }

  /**
   * Takes over the fields that the mask names. A charge goes from a rate to an amount, or back,
   * where the mask names the one that is given.
   */
  public UpdateServiceChargeResponse update(UpdateServiceChargeRequest request) {
    List<String> paths = Protos.paths(request.getUpdateMask(), UPDATABLE);
    return writes.once(
        request,
        UpdateServiceChargeResponse.parser(),
        () -> {
          ServiceCharge charge = lock(request.getServiceCharge().getId());
          charge.requireVersion("service charge", request.hasVersion(), request.getVersion());
          if (charge.isDeleted()) {
            throw notFound(charge.id());
          }
          charge.takeOver(
              fromProto(
                  Protos.updated(
                      "service_charge", toProto(charge), request.getServiceCharge(), paths)));
          requireTargets(charge, paths);
          return UpdateServiceChargeResponse.newBuilder()
              .setServiceCharge(toProto(saved(charge, "Updated")))
              .build();
        });
  }

  /**
   * What was named before may have been deleted since: that does not keep the charge from changing.
   */
  private void requireTargets(ServiceCharge charge, List<String> paths) {
    if (paths.contains("category_ids")) {
      targets.requireCategories(charge.bearers().categoryIds());
    }
    if (paths.contains("product_ids")) {
      targets.requireProducts(charge.bearers().productIds());
    }
  }

  /** Deletes a charge; what is deleted already stays as it is. */
  public DeleteServiceChargeResponse delete(DeleteServiceChargeRequest request) {
    return writes.once(
        request,
        DeleteServiceChargeResponse.parser(),
        () -> {
          ServiceCharge charge = lock(request.getServiceChargeId());
          if (!charge.isDeleted()) {
            charge.requireVersion("service charge", request.hasVersion(), request.getVersion());
            charge.delete(clock.instant());
            saved(charge, "Deleted");
          }
          return DeleteServiceChargeResponse.newBuilder().setServiceCharge(toProto(charge)).build();
        });
  }

  /**
   * The active charges of a place oldest first, read in the current transaction unless {@link
   * Recent} has them.
   */
  public List<ServiceCharge> inForce(@Nullable UUID locationId) {
    return Objects.requireNonNull(
        inForce.find(Optional.ofNullable(locationId), place -> charges.inForce(locationId)));
  }

  private ServiceCharge lock(String id) {
    UUID uuid = Ids.parse(id);
    return charges.lock(uuid).orElseThrow(() -> notFound(uuid));
  }

  private static PosException notFound(UUID id) {
    return Errors.notFound("service charge", id);
  }

  private ServiceCharge saved(ServiceCharge charge, String verb) {
    ServiceCharge stored = charges.saveAndFlush(charge);
    inForce.forgetAfterCommit();
    changes.record(
        ChangeLog.Resource.ServiceCharge, stored.id(), stored.version(), verb, toProto(stored));
    return stored;
  }
}
