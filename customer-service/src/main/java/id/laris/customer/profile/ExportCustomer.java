package id.laris.customer.profile;

import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.db.Resource;
import id.laris.common.grpc.Protos;
import id.laris.customer.records.ExportedRecords;
import id.laris.pos.v1.CustomerExport;
import id.laris.pos.v1.ExportCustomerRequest;
import id.laris.pos.v1.ExportCustomerResponse;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Returns everything that is known of a customer and of those who were merged into it.
 *
 * <p>Errors: CUSTOMER_NOT_FOUND.
 */
@Component
public class ExportCustomer {

  private final Customers customers;
  private final Bearers bearers;
  private final Resource<Customer, id.laris.pos.v1.Customer> resource;
  private final List<ExportedRecords> records;
  private final Reads reads;
  private final Clock clock;

  ExportCustomer(
      Customers customers,
      Bearers bearers,
      Resource<Customer, id.laris.pos.v1.Customer> resource,
      List<ExportedRecords> records,
      Reads reads,
      Clock clock) {
    this.customers = customers;
    this.bearers = bearers;
    this.resource = resource;
    this.records = records;
    this.reads = reads;
    this.clock = clock;
  }

  public ExportCustomerResponse run(ExportCustomerRequest request) {
    UUID id = Ids.parse(request.getCustomerId());
    return reads.run(
        () -> {
          UUID bearer = bearers.of(id);
          List<UUID> merged =
              bearers.withMerged(bearer).stream().filter(one -> !one.equals(bearer)).toList();
          CustomerExport.Builder document =
              CustomerExport.newBuilder()
                  .setExportedAt(Protos.timestamp(clock.instant()))
                  .setCustomer(resource.shown(bearer))
                  .addAllMergedCustomers(resource.show(customers.findByIdIn(merged)));
          records.forEach(one -> one.export(bearer, document));
          return ExportCustomerResponse.newBuilder().setExport(document).build();
        });
  }
}
