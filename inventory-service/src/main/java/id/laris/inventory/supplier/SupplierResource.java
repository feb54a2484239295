package id.laris.inventory.supplier;

import static id.laris.common.grpc.Protos.setTime;

import id.laris.common.db.Resource;
import id.laris.common.db.Resources;
import id.laris.common.errors.Reason;
import id.laris.events.types.InventoryEvents;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Suppliers as a resource. */
@Configuration(proxyBeanMethods = false)
class SupplierResource {

  @Bean
  Resource<Supplier, id.laris.pos.v1.Supplier> supplierResource(
      Resources resources, Suppliers suppliers) {
    return resources
        .of("supplier", suppliers, InventoryEvents.SUPPLIER)
        .notFound(Reason.VENDOR_NOT_FOUND)
        .fresh(Supplier::new)
        .content(SupplierResource::toProto)
        .updatable("name", "contact_name", "email", "phone", "address", "lead_time_days", "notes")
        .filled("name")
        .apply(change -> change.row().take(change.after()))
        .build();
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
