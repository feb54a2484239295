package id.laris.customer.account;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.common.grpc.DefaultCurrency;
import id.laris.customer.balance.Balance;
import id.laris.customer.balance.BalanceProtos;
import id.laris.customer.balance.Cause;
import id.laris.customer.balance.Entry;
import id.laris.customer.balance.Ledger;
import id.laris.customer.profile.Customers;
import id.laris.pos.v1.BalanceEntry;
import id.laris.pos.v1.BalanceHold.Kind;
import id.laris.pos.v1.SettleAccountRequest;
import id.laris.pos.v1.SettleAccountResponse;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Records that a customer paid what it owes, all or a part. The money itself was taken elsewhere.
 *
 * <p>Errors: CUSTOMER_NOT_FOUND; PAYMENT_EXCEEDS_BALANCE (due, pending, amount) for more than is
 * owed; ALREADY_EXISTS where the id was that of another entry.
 */
@Component
public class SettleAccount {

  private final Ledger ledger;
  private final Customers customers;
  private final DefaultCurrency defaultCurrency;
  private final Writes writes;
  private final Clock clock;

  SettleAccount(
      Ledger ledger,
      Customers customers,
      DefaultCurrency defaultCurrency,
      Writes writes,
      Clock clock) {
    this.ledger = ledger;
    this.customers = customers;
    this.defaultCurrency = defaultCurrency;
    this.writes = writes;
    this.clock = clock;
  }

  public SettleAccountResponse run(SettleAccountRequest request) {
    String currency = defaultCurrency.orNamed("currency", request.getCurrency());
    return writes.once(request, SettleAccountResponse.parser(), () -> settle(request, currency));
  }

  private SettleAccountResponse settle(SettleAccountRequest request, String currency) {
    // A deleted customer may still pay what it owes.
    UUID customerId = customers.bearer(Ids.parse(request.getCustomerId())).id();
    Balance account = ledger.lockOrBegin(customerId, Kind.ACCOUNT, currency);
    Entry entry =
        ledger.once(
            request.getId(),
            account,
            BalanceEntry.Kind.SETTLEMENT,
            request.getAmount(),
            Cause.now(clock.instant()).paidBy(request.getPaymentType(), request.getReference()));
    return SettleAccountResponse.newBuilder()
        .setAccount(BalanceProtos.account(account))
        .setEntry(entry.toProto())
        .build();
  }
}
