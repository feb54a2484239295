package id.laris.customer.loyalty;

import id.laris.common.Ids;
import id.laris.common.Uuids;
import id.laris.common.db.Reads;
import id.laris.common.money.Rounding;
import id.laris.customer.loyalty.Earning.Earned;
import id.laris.customer.loyalty.Entries.Booked;
import id.laris.customer.profile.Customers;
import id.laris.pos.v1.LoyaltyAccount;
import id.laris.pos.v1.LoyaltyProgram;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.PreviewLoyaltyRequest;
import id.laris.pos.v1.PreviewLoyaltyResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Says how many points an order would earn if it were completed now, or has earned, without storing
 * anything. An order without a customer is reckoned as that of one without a tier.
 *
 * <p>Errors: CUSTOMER_NOT_FOUND.
 */
@Component
public class PreviewLoyalty {

  private final LoyaltyPrograms programs;
  private final Accounts accounts;
  private final Entries entries;
  private final Customers customers;
  private final Reads reads;
  private final Clock clock;

  PreviewLoyalty(
      LoyaltyPrograms programs,
      Accounts accounts,
      Entries entries,
      Customers customers,
      Reads reads,
      Clock clock) {
    this.programs = programs;
    this.accounts = accounts;
    this.entries = entries;
    this.customers = customers;
    this.reads = reads;
    this.clock = clock;
  }

  public PreviewLoyaltyResponse run(PreviewLoyaltyRequest request) {
    return reads.run(() -> preview(request.getOrder()));
  }

  private PreviewLoyaltyResponse preview(Order order) {
    PreviewLoyaltyResponse.Builder preview = PreviewLoyaltyResponse.newBuilder();
    LoyaltyProgram program = programs.current();
    long multiplierPpm = Rounding.PPM;
    if (!order.getCustomerId().isEmpty()) {
      UUID customerId = Ids.parse("order.customer_id", order.getCustomerId());
      UUID bearer = customers.holder(customerId).id();
      LoyaltyAccount account = accounts.shown(bearer, program);
      preview.setAccount(account);
      multiplierPpm = new Tiers(program).multiplierPpm(Ids.parseOrNull(account.getTierId()));
    }
    Optional<Booked> booked = booked(order);
    if (booked.isPresent()) {
      int version = booked.get().sale().programVersion();
      long before = booked.get().sale().multiplierPpm();
      return show(
          preview.setEarned(true).setPoints(booked.get().points()),
          Earning.of(programs.version(version), before, order),
          before);
    }
    Earned earned = EarnPoints.expected(program, multiplierPpm, order, clock.instant());
    return show(preview.setPoints(earned.points()), earned, multiplierPpm);
  }

  private Optional<Booked> booked(Order order) {
    return Uuids.parse(order.getId())
        .flatMap(id -> Optional.ofNullable(entries.booked(List.of(id)).get(id)));
  }

  private static PreviewLoyaltyResponse show(
      PreviewLoyaltyResponse.Builder preview, Earned earned, long multiplierPpm) {
    return preview
        .setAmountPoints(earned.amountPoints())
        .setVisitPoints(earned.visitPoints())
        .setItemPoints(earned.itemPoints())
        .setMultiplierPpm(multiplierPpm)
        .build();
  }
}
