package id.laris.bench.scenario;

import id.laris.bench.load.Caller;
import id.laris.bench.load.Stopwatch;
import id.laris.bench.load.Stopwatch.CallFailedException;
import id.laris.client.LarisClient;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CheckoutRequest.Tender;
import id.laris.pos.v1.CloseShiftRequest;
import id.laris.pos.v1.CountShiftRequest;
import id.laris.pos.v1.CreateRegisterRequest;
import id.laris.pos.v1.GetShiftReportRequest;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.NewOrderItem;
import id.laris.pos.v1.OpenShiftRequest;
import id.laris.pos.v1.Payment;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Sells as much in one shift as a busy register does in a month, and then closes it. Only the
 * reports and the close are timed.
 */
final class LargeShift {

  private static final int SALES = 27_000;
  private static final int TILLS = 8;
  private static final long ENOUGH = 1_000_000_000;

  private final LarisClient client;
  private final Assortment goods;
  private final String locationId;
  private final String registerId;

  private LargeShift(LarisClient client, Assortment goods) {
    this.client = client;
    this.goods = goods;
    this.locationId = Shop.location(client, "SHIFT", "Shift");
    this.registerId =
        client
            .staff()
            .createRegister(
                CreateRegisterRequest.newBuilder()
                    .setCode("BENCH")
                    .setName("Bench")
                    .setLocationId(locationId)
                    .build())
            .getRegister()
            .getId();
  }

  static Caller open(Shop shop) {
    LarisClient client = shop.connect();
    return Caller.of(client::close, new LargeShift(client, shop.withoutStock())::once);
  }

  private void once(Stopwatch stopwatch) throws CallFailedException {
    String shiftId = stopwatch.untimed("OpenShift", this::openShift);
    sell(stopwatch);
    stopwatch.call(
        "GetShiftReport (27,000 sales)",
        () ->
            client
                .staff()
                .getShiftReport(GetShiftReportRequest.newBuilder().setShiftId(shiftId).build()));
    var _ =
        stopwatch.untimed(
            "CountShift",
            () ->
                client
                    .staff()
                    .countShift(
                        CountShiftRequest.newBuilder().setShiftId(shiftId).setAmount(0).build()));
    stopwatch.call(
        "CloseShift (27,000 sales)",
        () ->
            client.staff().closeShift(CloseShiftRequest.newBuilder().setShiftId(shiftId).build()));
  }

  private String openShift() {
    return client
        .staff()
        .openShift(
            OpenShiftRequest.newBuilder()
                .setRegisterId(registerId)
                .setOpeningFloat(Money.newBuilder().setCurrency(Shop.CURRENCY))
                .build())
        .getShift()
        .getId();
  }

  private void sell(Stopwatch stopwatch) throws CallFailedException {
    AtomicInteger sold = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(TILLS)) {
      IntStream.range(0, TILLS)
          .forEach(
              till ->
                  threads.execute(
                      () -> {
                        for (int i = till; i < SALES; i += TILLS) {
                          var _ = client.sales().checkout(sale());
                          sold.incrementAndGet();
                        }
                      }));
    }
    stopwatch.require(
        "Checkout", sold.get() == SALES, () -> "%d of %d sales".formatted(sold.get(), SALES));
  }

  private CheckoutRequest sale() {
    return CheckoutRequest.newBuilder()
        .setLocationId(locationId)
        .setRegisterId(registerId)
        .addItems(NewOrderItem.newBuilder().setVariantId(goods.any().variantId()).setQuantity(1))
        .addPayments(Tender.newBuilder().setPaymentType(Payment.Type.CASH).setAmount(ENOUGH))
        .build();
  }
}
