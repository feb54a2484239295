package id.laris.customer.account;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.common.grpc.DefaultCurrency;
import id.laris.customer.balance.Balance;
import id.laris.customer.balance.BalanceProtos;
import id.laris.customer.balance.Ledger;
import id.laris.customer.profile.Customers;
import id.laris.pos.v1.BalanceHold.Kind;
import id.laris.pos.v1.SetCreditLimitRequest;
import id.laris.pos.v1.SetCreditLimitResponse;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Sets the amount that a customer may owe. A limit below what is owed already is allowed: the
 * customer then buys nothing more on the account until it has paid.
 *
 * <p>Errors: CUSTOMER_NOT_FOUND.
 */
@Component
public class SetCreditLimit {

  private final Ledger ledger;
  private final Customers customers;
  private final DefaultCurrency defaultCurrency;
  private final Writes writes;

  SetCreditLimit(
      Ledger ledger, Customers customers, DefaultCurrency defaultCurrency, Writes writes) {
    this.ledger = ledger;
    this.customers = customers;
    this.defaultCurrency = defaultCurrency;
    this.writes = writes;
  }

  public SetCreditLimitResponse run(SetCreditLimitRequest request) {
    String currency = defaultCurrency.orNamed("currency", request.getCurrency());
    return writes.once(
        request,
        SetCreditLimitResponse.parser(),
        () -> {
          UUID customerId = customers.live(Ids.parse(request.getCustomerId())).id();
          Balance account = ledger.lockOrBegin(customerId, Kind.ACCOUNT, currency);
          account.limit(request.getAmount());
          ledger.store(account);
          return SetCreditLimitResponse.newBuilder()
              .setAccount(BalanceProtos.account(account))
              .build();
        });
  }
}
