package id.laris.inventory.supplier;

import static id.laris.common.grpc.Protos.setTime;

import id.laris.common.Ids;
import id.laris.common.db.Filter;
import id.laris.common.db.Outbox;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CreateSupplierRequest;
import id.laris.pos.v1.CreateSupplierResponse;
import id.laris.pos.v1.DeleteSupplierRequest;
import id.laris.pos.v1.DeleteSupplierResponse;
import id.laris.pos.v1.GetSupplierRequest;
import id.laris.pos.v1.GetSupplierResponse;
import id.laris.pos.v1.ListSuppliersRequest;
import id.laris.pos.v1.ListSuppliersResponse;
import id.laris.pos.v1.UpdateSupplierRequest;
import id.laris.pos.v1.UpdateSupplierResponse;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What can be done with suppliers. */
@Component
public class SupplierActions {

  private static final Set<String> UPDATABLE =
      Set.of("name", "contact_name", "email", "phone", "address", "lead_time_days", "notes");

  private final Suppliers suppliers;
  private final Outbox outbox;
  private final Writes writes;
  private final Reads reads;
  private final Clock clock;

  SupplierActions(Suppliers suppliers, Outbox outbox, Writes writes, Reads reads, Clock clock) {
    this.suppliers = suppliers;
    this.outbox = outbox;
    this.writes = writes;
    this.reads = reads;
    this.clock = clock;
  }

  /** Makes a supplier; one of the same id and content is returned as it is. */
  public CreateSupplierResponse create(CreateSupplierRequest request) {
    Supplier wanted = new Supplier(Ids.orNext(request.getId()));
    wanted.take(
        id.laris.pos.v1.Supplier.newBuilder()
            .setName(request.getName())
            .setContactName(request.getContactName())
            .setEmail(request.getEmail())
            .setPhone(request.getPhone())
            .setAddress(request.getAddress())
            .setLeadTimeDays(request.getLeadTimeDays())
            .setNotes(request.getNotes())
            .build());
    return writes.once(
        request,
        CreateSupplierResponse.parser(),
        () ->
            CreateSupplierResponse.newBuilder()
                .setSupplier(
                    suppliers
                        .storedBefore(request.getId(), "supplier", wanted, SupplierActions::toProto)
                        .map(SupplierActions::toProto)
                        .orElseGet(() -> store(wanted, "Created")))
                .build());
  }

  public GetSupplierResponse get(GetSupplierRequest request) {
    UUID id = Ids.parse(request.getSupplierId());
    return reads.run(
        () ->
            GetSupplierResponse.newBuilder()
                .setSupplier(
                    toProto(suppliers.findById(id).orElseThrow(() -> Suppliers.notFound(id))))
                .build());
  }

  public ListSuppliersResponse list(ListSuppliersRequest request) {
    Filter<Supplier> filter = Filter.<Supplier>all().deletedToo(request.getIncludeDeleted());
    return reads.run(
        () -> {
          Page<Supplier> page = Page.find(suppliers, request.getPagination(), filter);
          return ListSuppliersResponse.newBuilder()
              .addAllSuppliers(page.map(SupplierActions::toProto))
              .setPagination(page.pagination())
              .build();
        });
  }

  /** Takes over the fields that the mask names. */
  public UpdateSupplierResponse update(UpdateSupplierRequest request) {
    id.laris.pos.v1.Supplier wanted = request.getSupplier();
    List<String> paths = Protos.paths(request.getUpdateMask(), UPDATABLE);
    return writes.once(
        request,
        UpdateSupplierResponse.parser(),
        () -> {
          Supplier supplier = lock(wanted.getId());
          if (supplier.isDeleted()) {
            throw Suppliers.notFound(supplier.id());
          }
          supplier.requireVersion("supplier", request.hasVersion(), request.getVersion());
          id.laris.pos.v1.Supplier updated =
              Protos.updated("supplier", toProto(supplier), wanted, paths);
          Protos.required("supplier.name", updated.getName());
          supplier.take(updated);
          return UpdateSupplierResponse.newBuilder()
              .setSupplier(store(supplier, "Updated"))
              .build();
        });
  }

  /** Deletes a supplier; one that is deleted already stays as it is. */
  public DeleteSupplierResponse delete(DeleteSupplierRequest request) {
    return writes.once(
        request,
        DeleteSupplierResponse.parser(),
        () -> {
          Supplier supplier = lock(request.getSupplierId());
          if (!supplier.isDeleted()) {
            supplier.requireVersion("supplier", request.hasVersion(), request.getVersion());
            supplier.delete(clock.instant());
            store(supplier, "Deleted");
          }
          return DeleteSupplierResponse.newBuilder().setSupplier(toProto(supplier)).build();
        });
  }

  private Supplier lock(String supplierId) {
    UUID id = Ids.parse(supplierId);
    return suppliers.lock(id).orElseThrow(() -> Suppliers.notFound(id));
  }

  private id.laris.pos.v1.Supplier store(Supplier supplier, String verb) {
    id.laris.pos.v1.Supplier stored = toProto(suppliers.saveAndFlush(supplier));
    outbox.add("Supplier" + verb, "Supplier", supplier.id(), supplier.version(), stored);
    return stored;
  }

  private static id.laris.pos.v1.Supplier toProto(Supplier supplier) {
    id.laris.pos.v1.Supplier.Builder proto =
        id.laris.pos.v1.Supplier.newBuilder()
            .setId(supplier.id().toString())
            .setName(supplier.name())
            .setContactName(supplier.contactName())
            .setEmail(supplier.email())
            .setPhone(supplier.phone())
            .setAddress(supplier.address())
            .setLeadTimeDays(supplier.leadTimeDays())
            .setNotes(supplier.notes())
            .setVersion(supplier.version());
    setTime(supplier.createdAt(), proto::setCreatedAt);
    setTime(supplier.updatedAt(), proto::setUpdatedAt);
    setTime(supplier.deletedAt(), proto::setDeletedAt);
    return proto.build();
  }
}
