package id.laris.customer.records;

import id.laris.pos.v1.CustomerExport;
import java.util.UUID;

/**
 * Records of customers that one package contributes to the export of a customer. Each package that
 * has any declares them by a bean, so that nothing of a customer is left out.
 */
public interface ExportedRecords {

  /** Adds what is known of a customer to the document, in the transaction that reads it. */
  void export(UUID customerId, CustomerExport.Builder document);
}
