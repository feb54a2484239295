package id.laris.customer.credit;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.common.grpc.DefaultCurrency;
import id.laris.customer.balance.Balance;
import id.laris.customer.balance.BalanceProtos;
import id.laris.customer.balance.Cause;
import id.laris.customer.balance.Entry;
import id.laris.customer.balance.Ledger;
import id.laris.customer.profile.Customers;
import id.laris.pos.v1.AdjustStoreCreditRequest;
import id.laris.pos.v1.AdjustStoreCreditResponse;
import id.laris.pos.v1.BalanceEntry;
import id.laris.pos.v1.BalanceHold.Kind;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Gives a customer store credit, or takes some that is not held for a payment.
 *
 * <p>Errors: CUSTOMER_NOT_FOUND; INSUFFICIENT_BALANCE (requested, available); ALREADY_EXISTS where
 * the id was that of another entry.
 */
@Component
public class AdjustStoreCredit {

  private final Ledger ledger;
  private final Customers customers;
  private final DefaultCurrency defaultCurrency;
  private final Writes writes;
  private final Clock clock;

  AdjustStoreCredit(
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

  public AdjustStoreCreditResponse run(AdjustStoreCreditRequest request) {
    String currency = defaultCurrency.orNamed("currency", request.getCurrency());
    return writes.once(
        request, AdjustStoreCreditResponse.parser(), () -> adjust(request, currency));
  }

  private AdjustStoreCreditResponse adjust(AdjustStoreCreditRequest request, String currency) {
    UUID given = Ids.parse(request.getCustomerId());
    // The credit of a deleted customer can be taken, so that it is not owed for ever.
    UUID customerId =
        (request.getAmount() < 0 ? customers.bearer(given) : customers.live(given)).id();
    Balance credit = ledger.lockOrBegin(customerId, Kind.STORE_CREDIT, currency);
    Entry entry =
        ledger.once(
            request.getId(),
            credit,
            BalanceEntry.Kind.ADJUSTMENT,
            request.getAmount(),
            Cause.now(clock.instant()).because(request.getReason()));
    return AdjustStoreCreditResponse.newBuilder()
        .setStoreCredit(BalanceProtos.storeCredit(credit))
        .setEntry(entry.toProto())
        .build();
  }
}
