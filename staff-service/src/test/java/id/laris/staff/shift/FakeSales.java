package id.laris.staff.shift;

import static id.laris.common.grpc.Protos.money;

import com.google.protobuf.Any;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.BeginShiftRequest;
import id.laris.pos.v1.BeginShiftResponse;
import id.laris.pos.v1.EndShiftRequest;
import id.laris.pos.v1.EndShiftResponse;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.GetTenderTotalsRequest;
import id.laris.pos.v1.GetTenderTotalsResponse;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.RegisterShift;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.TenderTotals;
import id.laris.pos.v1.TenderTotals.Sales;
import id.laris.pos.v1.TenderTotals.Tender;
import id.laris.testkit.FakeFeed;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A sales service with shifts into which a test sells. It can be down and lose answers. It is no
 * service itself, because staff would offer it, too.
 */
final class FakeSales implements AutoCloseable {

  static final String NAME = "fake-sales-of-shifts";

  private static final String CURRENCY = "IDR";

  /** A payment, or the void of one where the amount is less than 0. */
  private record Taken(Payment.Type type, long tendered, long change) {}

  private static final class Shift {
    private final String registerId;
    private final List<Taken> taken = new ArrayList<>();
    private boolean ended;
    private int openOrders;

    private Shift(String registerId) {
      this.registerId = registerId;
    }
  }

  private final Map<String, Shift> shifts = new ConcurrentHashMap<>();
  private final AtomicInteger ends = new AtomicInteger();
  private final AtomicInteger repliesToLose = new AtomicInteger();
  private final FakeFeed feed;
  private volatile boolean down;

  FakeSales() throws IOException {
    feed = new FakeFeed(NAME, new Answers());
  }

  /** Takes cash into a shift. */
  void sell(String shiftId, long tendered, long change) {
    take(shiftId, Payment.Type.CASH, tendered, change);
  }

  void take(String shiftId, Payment.Type type, long tendered, long change) {
    Shift shift = shift(shiftId);
    synchronized (shift) {
      shift.taken.add(new Taken(type, tendered, change));
    }
  }

  /** Gives the cash of a payment back. */
  void giveBack(String shiftId, long amount) {
    take(shiftId, Payment.Type.CASH, -amount, 0);
  }

  void leaveOpen(String shiftId, int orders) {
    shift(shiftId).openOrders = orders;
  }

  boolean hasEnded(String shiftId) {
    return shift(shiftId).ended;
  }

  boolean knows(String shiftId) {
    return shifts.containsKey(shiftId);
  }

  /** The number of calls that ended a shift. */
  int ends() {
    return ends.get();
  }

  /** Loses the answers of this many calls, after doing their work. */
  void loseReplies(int count) {
    repliesToLose.set(count);
  }

  void whileDown(Runnable work) {
    down = true;
    try {
      work.run();
    } finally {
      down = false;
    }
  }

  /** Publishes an event of an order that has a payment of the shift. */
  String publish(UUID tenantId, String type, String shiftId) {
    String orderId = UUID.randomUUID().toString();
    feed.happened(
        tenantId,
        Event.newBuilder()
            .setType(type)
            .setAggregateType("Order")
            .setAggregateId(orderId)
            .setPayload(
                Any.pack(
                    Order.newBuilder()
                        .setId(orderId)
                        .addPayments(Payment.newBuilder().setShiftId(shiftId))
                        .build())));
    return orderId;
  }

  /** Returns the number of events, which is the cursor of a consumer that has read them all. */
  int events(UUID tenantId) {
    return feed.size(tenantId);
  }

  private final class Answers extends SalesServiceGrpc.SalesServiceImplBase {
    @Override
    public void beginShift(BeginShiftRequest request, StreamObserver<BeginShiftResponse> observer) {
      answer(
          observer,
          () -> {
            shifts.putIfAbsent(request.getShiftId(), new Shift(request.getRegisterId()));
            return BeginShiftResponse.newBuilder().setShift(proto(request.getShiftId())).build();
          });
    }

    @Override
    public void endShift(EndShiftRequest request, StreamObserver<EndShiftResponse> observer) {
      answer(
          observer,
          () -> {
            ends.incrementAndGet();
            Shift shift = shift(request.getShiftId());
            if (shift.openOrders > 0 && !request.getCarryOverOpenOrders()) {
              throw Errors.of(Reason.SHIFT_HAS_OPEN_ORDERS, "There are open orders.")
                  .with("orders", shift.openOrders);
            }
            shift.ended = true;
            return EndShiftResponse.newBuilder()
                .setShift(proto(request.getShiftId()))
                .setTotals(totals(request.getShiftId()))
                .build();
          });
    }

    @Override
    public void getTenderTotals(
        GetTenderTotalsRequest request, StreamObserver<GetTenderTotalsResponse> observer) {
      answer(
          observer,
          () ->
              GetTenderTotalsResponse.newBuilder()
                  .setShift(proto(request.getShiftId()))
                  .setTotals(totals(request.getShiftId()))
                  .build());
    }
  }

  @Override
  public void close() {
    feed.close();
  }

  private Shift shift(String id) {
    Shift shift = shifts.get(id);
    if (shift == null) {
      throw Errors.notFound("shift", id);
    }
    return shift;
  }

  private RegisterShift proto(String id) {
    return RegisterShift.newBuilder()
        .setShiftId(id)
        .setRegisterId(shift(id).registerId)
        .setState(shift(id).ended ? RegisterShift.State.CLOSED : RegisterShift.State.OPEN)
        .build();
  }

  private TenderTotals totals(String id) {
    Shift shift = shift(id);
    TenderTotals.Builder totals = TenderTotals.newBuilder();
    synchronized (shift) {
      long sold = 0;
      for (Payment.Type type : Payment.Type.values()) {
        List<Taken> taken = shift.taken.stream().filter(one -> one.type == type).toList();
        if (!taken.isEmpty()) {
          Tender tender = tender(type, taken);
          totals.addTenders(tender);
          sold += tender.getNet().getAmount();
        }
      }
      if (sold != 0) {
        totals.addSales(Sales.newBuilder().setOrders(1).setTotal(money(sold, CURRENCY)));
      }
    }
    return totals.setOpenOrderCount(shift.openOrders).build();
  }

  private static Tender tender(Payment.Type type, List<Taken> taken) {
    long tendered = 0;
    long change = 0;
    long voided = 0;
    int payments = 0;
    for (Taken one : taken) {
      if (one.tendered < 0) {
        voided -= one.tendered;
      } else {
        tendered += one.tendered;
        payments++;
      }
      change += one.change;
    }
    return Tender.newBuilder()
        .setPaymentType(type)
        .setPayments(payments)
        .setTendered(money(tendered, CURRENCY))
        .setChange(money(change, CURRENCY))
        .setVoids(taken.size() - payments)
        .setVoided(money(voided, CURRENCY))
        .setNet(money(tendered - change - voided, CURRENCY))
        .build();
  }

  private <R> void answer(StreamObserver<R> observer, Supplier<R> work) {
    if (down) {
      observer.onError(Status.UNAVAILABLE.asRuntimeException());
      return;
    }
    R response;
    try {
      response = work.get();
    } catch (PosException e) {
      observer.onError(Refused.of(e));
      return;
    }
    if (repliesToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      observer.onError(Status.UNAVAILABLE.asRuntimeException());
      return;
    }
    observer.onNext(response);
    observer.onCompleted();
  }
}
