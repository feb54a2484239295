package id.laris.customer.reward;

import id.laris.customer.records.CustomerRecords;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The reservations of a customer: a sale during a merge spends what it held. */
@Component
class RewardRecords implements CustomerRecords {

  private final Reservations reservations;

  RewardRecords(Reservations reservations) {
    this.reservations = reservations;
  }

  @Override
  public void merge(UUID from, UUID into) {
    reservations.move(from, into);
  }

  @Override
  public void anonymize(UUID customerId) {
    // Reservations say nothing about the customer.
  }
}
