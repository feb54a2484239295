package id.laris.staff.commission;

import id.laris.common.Ids;
import id.laris.common.db.Resource;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.DefaultCurrency;
import id.laris.common.grpc.Protos;
import id.laris.common.money.Amounts;
import id.laris.events.types.StaffEvents;
import id.laris.pos.v1.RecordPayoutRequest;
import id.laris.pos.v1.RecordPayoutResponse;
import id.laris.staff.employee.Employee;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Records that an employee was paid. Payouts of an employee follow each other, because its row is
 * locked: so two at once do not pay the same twice.
 *
 * <p>Errors: NOT_FOUND (employee, who may be deleted); PAYOUT_EXCEEDS_DUE (due, requested) unless
 * it is an advance; ALREADY_EXISTS where the id was that of another entry.
 */
@Component
public class RecordPayout {

  private final Resource<Employee, id.laris.pos.v1.Employee> employees;
  private final Resource<Commission, id.laris.pos.v1.Commission> resource;
  private final Commissions commissions;
  private final CommissionLedger ledger;
  private final DefaultCurrency defaultCurrency;
  private final Writes writes;
  private final Clock clock;

  RecordPayout(
      Resource<Employee, id.laris.pos.v1.Employee> employees,
      Resource<Commission, id.laris.pos.v1.Commission> resource,
      Commissions commissions,
      CommissionLedger ledger,
      DefaultCurrency defaultCurrency,
      Writes writes,
      Clock clock) {
    this.employees = employees;
    this.resource = resource;
    this.commissions = commissions;
    this.ledger = ledger;
    this.defaultCurrency = defaultCurrency;
    this.writes = writes;
    this.clock = clock;
  }

  public RecordPayoutResponse run(RecordPayoutRequest request) {
    String currency = defaultCurrency.orNamed("currency", request.getCurrency());
    return writes.once(request, RecordPayoutResponse.parser(), () -> pay(request, currency));
  }

  private RecordPayoutResponse pay(RecordPayoutRequest request, String currency) {
    UUID employeeId = employees.lock(Ids.parse(request.getEmployeeId())).id();
    Commission wanted =
        new Commission(
            Ids.orNext(request.getId()),
            employeeId,
            request.getAmount(),
            currency,
            request.getReference(),
            clock.instant());
    Optional<Commission> stored =
        request.getId().isEmpty() ? Optional.empty() : commissions.findById(wanted.id());
    if (stored.isPresent()) {
      if (!stored.get().isSamePayout(wanted)) {
        throw Errors.alreadyExists("payout", wanted.id());
      }
      return answer(resource.show(stored.get()), ledger.due(employeeId, currency));
    }
    long due = ledger.due(employeeId, currency);
    if (request.getAmount() > due && !request.getAdvance()) {
      throw Errors.of(
              Reason.PAYOUT_EXCEEDS_DUE,
              "Only %d is due: pay that at the most, or set advance.".formatted(due))
          .with("due", due)
          .with("requested", request.getAmount());
    }
    return answer(
        resource.store(wanted, StaffEvents.COMMISSION_PAID),
        Amounts.subtract(due, request.getAmount()));
  }

  private static RecordPayoutResponse answer(id.laris.pos.v1.Commission payout, long due) {
    return RecordPayoutResponse.newBuilder()
        .setPayout(payout)
        .setDue(Protos.money(due, payout.getAmount().getCurrency()))
        .build();
  }
}
