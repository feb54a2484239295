package id.laris.customer.loyalty;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.customer.loyalty.PointsLedger.Stored;
import id.laris.customer.profile.Customers;
import id.laris.pos.v1.AdjustPointsRequest;
import id.laris.pos.v1.AdjustPointsResponse;
import id.laris.pos.v1.LoyaltyProgram;
import id.laris.pos.v1.PointEntry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Gives or takes points by hand. Points that are given expire as those of an order do; they count
 * for no tier.
 *
 * <p>Errors: CUSTOMER_NOT_FOUND; INSUFFICIENT_POINTS; ALREADY_EXISTS where the id was that of
 * another entry.
 */
@Component
public class AdjustPoints {

  private final PointsLedger ledger;
  private final Accounts accounts;
  private final Entries entries;
  private final LoyaltyPrograms programs;
  private final Customers customers;
  private final Writes writes;
  private final Clock clock;

  AdjustPoints(
      PointsLedger ledger,
      Accounts accounts,
      Entries entries,
      LoyaltyPrograms programs,
      Customers customers,
      Writes writes,
      Clock clock) {
    this.ledger = ledger;
    this.accounts = accounts;
    this.entries = entries;
    this.programs = programs;
    this.customers = customers;
    this.writes = writes;
    this.clock = clock;
  }

  public AdjustPointsResponse run(AdjustPointsRequest request) {
    UUID id = Ids.orNext(request.getId());
    return writes.once(
        request,
        AdjustPointsResponse.parser(),
        () -> {
          Optional<PointEntry> stored =
              request.getId().isEmpty() ? Optional.empty() : entries.find(id);
          return stored.isPresent() ? sameOrRefused(stored.get(), request) : adjust(id, request);
        });
  }

  private AdjustPointsResponse adjust(UUID id, AdjustPointsRequest request) {
    UUID customerId = customers.live(Ids.parse(request.getCustomerId())).id();
    LoyaltyProgram program = programs.current();
    Instant now = clock.instant();
    long points = request.getPoints();
    LockedAccounts locked = ledger.lock(List.of(customerId));
    locked
        .at(customerId)
        .adjust(
            Entry.adjusted(
                id,
                customerId,
                points,
                request.getReason(),
                now,
                points > 0 ? EarnPoints.expiry(program, now) : null));
    Stored stored = ledger.store(locked, program);
    return AdjustPointsResponse.newBuilder()
        // Points that had expired were taken before.
        .setEntry(stored.entries().getLast())
        .setAccount(stored.accounts().get(customerId))
        .build();
  }

  private AdjustPointsResponse sameOrRefused(PointEntry stored, AdjustPointsRequest request) {
    UUID customerId = Ids.parse(stored.getCustomerId());
    boolean same =
        stored.getKind() == PointEntry.Kind.ADJUST
            && stored.getPoints() == request.getPoints()
            && stored.getReason().equals(request.getReason())
            && customers.holder(Ids.parse(request.getCustomerId())).id().equals(customerId);
    if (!same) {
      throw Errors.alreadyExists("point entry", Ids.parse(stored.getId()));
    }
    return AdjustPointsResponse.newBuilder()
        .setEntry(stored)
        .setAccount(accounts.shown(customerId, programs.current()))
        .build();
  }
}
