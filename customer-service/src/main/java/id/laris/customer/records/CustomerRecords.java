package id.laris.customer.records;

import java.util.UUID;

/**
 * Records of customers that one package keeps, such as their points. Each package that has any
 * declares them by a bean, so that nothing of a customer is forgotten.
 */
public interface CustomerRecords {

  /**
   * Moves everything of one customer to another, in the transaction of the merge. The rows of both
   * customers are locked.
   */
  void merge(UUID from, UUID into);

  /**
   * Empties what tells who the customer is, in this package's tables; figures stay. It runs in the
   * transaction that anonymises the customer.
   */
  void anonymize(UUID customerId);
}
