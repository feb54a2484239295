package id.laris.customer.loyalty;

import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.customer.profile.Customers;
import id.laris.pos.v1.GetLoyaltyAccountRequest;
import id.laris.pos.v1.GetLoyaltyAccountResponse;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Reads the points of a customer, also of one who never had any.
 *
 * <p>Errors: CUSTOMER_NOT_FOUND.
 */
@Component
public class GetLoyaltyAccount {

  private final Accounts accounts;
  private final LoyaltyPrograms programs;
  private final Customers customers;
  private final Reads reads;

  GetLoyaltyAccount(Accounts accounts, LoyaltyPrograms programs, Customers customers, Reads reads) {
    this.accounts = accounts;
    this.programs = programs;
    this.customers = customers;
    this.reads = reads;
  }

  public GetLoyaltyAccountResponse run(GetLoyaltyAccountRequest request) {
    UUID id = Ids.parse(request.getCustomerId());
    return reads.run(
        () -> {
          UUID bearer = customers.holder(id).id();
          return GetLoyaltyAccountResponse.newBuilder()
              .setAccount(accounts.shown(bearer, programs.current()))
              .build();
        });
  }
}
