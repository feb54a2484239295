package id.laris.torture.load;

import id.laris.pos.v1.CashMovement.Kind;
import id.laris.pos.v1.CloseShiftRequest;
import id.laris.pos.v1.CountShiftRequest;
import id.laris.pos.v1.OpenShiftRequest;
import id.laris.pos.v1.RecordCashMovementRequest;
import id.laris.pos.v1.StaffServiceGrpc;
import id.laris.torture.history.DrawerStep;
import id.laris.torture.world.SeededRandom;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A manager, who opens, counts and closes the drawer of a register while tills sell there. */
final class DrawerDesk implements Runnable {

  private static final int LONGEST_BREAK_MILLIS = 400;
  private static final int MOST_STEPS = 6;
  private static final long STEP = 100_000;

  private final RetryingClient client;
  private final Shop.Place place;
  private final SeededRandom random;

  DrawerDesk(RetryingClient client, Shop.Place place) {
    this.client = client;
    this.place = place;
    this.random = client.random();
  }

  @Override
  public void run() {
    while (!client.conditions().closing()) {
      String shift = client.conditions().newId(random);
      if (!untilDone(() -> open(shift))) {
        return;
      }
      for (int i = random.below(MOST_STEPS); i > 0; i--) {
        move(shift);
        rest();
      }
      if (!untilDone(() -> count(shift)) || !untilDone(() -> close(shift))) {
        return;
      }
    }
  }

  /** One that is never answered is left as it is: it goes on by itself. */
  private boolean untilDone(BooleanSupplier step) {
    while (!step.getAsBoolean()) {
      if (client.conditions().closing()) {
        return false;
      }
      rest();
    }
    return true;
  }

  private boolean open(String shift) {
    return client
        .call(
            StaffServiceGrpc.getOpenShiftMethod(),
            OpenShiftRequest.newBuilder()
                .setId(shift)
                .setRegisterId(place.register())
                .setOpeningFloat(ShopSetup.money(STEP))
                .build(),
            key())
        .done();
  }

  private void move(String shift) {
    Kind kind = random.pick(List.of(Kind.PAY_IN, Kind.PAY_OUT, Kind.DROP));
    long amount = STEP * random.between(1, 50);
    String id = client.conditions().newId(random);
    var answer =
        client.call(
            StaffServiceGrpc.getRecordCashMovementMethod(),
            RecordCashMovementRequest.newBuilder()
                .setId(id)
                .setShiftId(shift)
                .setKind(kind)
                .setAmount(amount)
                .setReason("change")
                .build(),
            key());
    client
        .recorder()
        .drawerStep(
            new DrawerStep(
                client.tenant(),
                shift,
                id,
                kind == Kind.PAY_IN ? amount : -amount,
                answer.outcome()));
  }

  private boolean count(String shift) {
    return client
        .call(
            StaffServiceGrpc.getCountShiftMethod(),
            CountShiftRequest.newBuilder()
                .setId(client.conditions().newId(random))
                .setShiftId(shift)
                .setAmount(STEP)
                .build(),
            key())
        .done();
  }

  private boolean close(String shift) {
    return client
        .call(
            StaffServiceGrpc.getCloseShiftMethod(),
            CloseShiftRequest.newBuilder().setShiftId(shift).setCarryOverOpenOrders(true).build(),
            key())
        .done();
  }

  private String key() {
    return random.chance(70) ? random.uuid().toString() : "";
  }

  private void rest() {
    try {
      Thread.sleep(random.below(LONGEST_BREAK_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
