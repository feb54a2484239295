package id.laris.sales;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.BatchGetLocationsRequest;
import id.laris.pos.v1.BatchGetLocationsResponse;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.Location;
import id.laris.pos.v1.Location.CashRounding;
import id.laris.pos.v1.ReleaseReservationRequest;
import id.laris.pos.v1.ReleaseReservationResponse;
import id.laris.pos.v1.ReserveStockRequest;
import id.laris.pos.v1.ReserveStockResponse;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * An inventory with the locations that a test opens and the stock that it puts there ({@link
 * FakeStock}). It can be down, lose an answer after it has done its work, and be held up.
 */
final class FakeInventory extends InventoryServiceGrpc.InventoryServiceImplBase
    implements AutoCloseable {

  static final String NAME = "fake-inventory";

  private final Map<String, Location> locations = new ConcurrentHashMap<>();
  private final FakeStock stock = new FakeStock();
  private final Queue<Runnable> afterReservations = new ConcurrentLinkedQueue<>();
  private final Queue<Runnable> beforeReleases = new ConcurrentLinkedQueue<>();
  private final AtomicInteger questions = new AtomicInteger();
  private final AtomicInteger repliesToLose = new AtomicInteger();
  private final AtomicInteger reservationCalls = new AtomicInteger();
  private volatile boolean down;
  private volatile Map<String, String> lastCredentials = Map.of();
  private final Server server;

  FakeInventory() throws IOException {
    server =
        InProcessServerBuilder.forName(NAME)
            .addService(ServerInterceptors.intercept(this, new Credentials()))
            .build()
            .start();
  }

  /** Opens a location in Jakarta, and returns its id. */
  String open(String code) {
    return open(code, location -> location);
  }

  /** Opens one that rounds cash to a step. */
  String open(String code, long step, CashRounding.Mode mode) {
    return open(
        code,
        location ->
            location.setCashRounding(CashRounding.newBuilder().setStep(step).setMode(mode)));
  }

  String open(String code, UnaryOperator<Location.Builder> more) {
    Location location =
        more.apply(
                Location.newBuilder()
                    .setId(UUID.randomUUID().toString())
                    .setCode(code)
                    .setCurrency("IDR")
                    .setTimeZone("Asia/Jakarta"))
            .build();
    locations.put(location.getId(), location);
    return location.getId();
  }

  void change(String locationId, UnaryOperator<Location.Builder> change) {
    locations.computeIfPresent(
        locationId, (id, location) -> change.apply(location.toBuilder()).build());
  }

  FakeStock stock() {
    return stock;
  }

  /** The number of calls for a location. */
  int questions() {
    return questions.get();
  }

  /** The number of calls to reserve. */
  int reservationCalls() {
    return reservationCalls.get();
  }

  /** Does something once, after a reservation was made and before that is answered. */
  void afterNextReservation(Runnable work) {
    afterReservations.add(work);
  }

  /** Does something once, before the next release. */
  void beforeNextRelease(Runnable work) {
    beforeReleases.add(work);
  }

  /** Loses the answers of this many calls, after doing their work. */
  void loseReplies(int count) {
    repliesToLose.set(count);
  }

  void whileDown(Runnable work) {
    goDown();
    try {
      work.run();
    } finally {
      comeUp();
    }
  }

  /** Stops answering; calls in progress are still answered. */
  void goDown() {
    down = true;
  }

  void comeUp() {
    down = false;
  }

  /** Returns the credentials of the last call. */
  Map<String, String> lastCredentials() {
    return lastCredentials;
  }

  /** Records the caller. */
  private final class Credentials implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      Map<String, String> shown = new HashMap<>();
      headers.keys().stream()
          .filter(name -> name.startsWith("x-"))
          .forEach(
              name ->
                  shown.put(
                      name, headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER))));
      lastCredentials = shown;
      return next.startCall(call, headers);
    }
  }

  @Override
  public void batchGetLocations(
      BatchGetLocationsRequest request, StreamObserver<BatchGetLocationsResponse> observer) {
    questions.incrementAndGet();
    answer(
        observer,
        () ->
            BatchGetLocationsResponse.newBuilder()
                .addAllLocations(
                    request.getLocationIdsList().stream()
                        .map(locations::get)
                        .filter(Objects::nonNull)
                        .toList())
                .build());
  }

  @Override
  public void reserveStock(
      ReserveStockRequest request, StreamObserver<ReserveStockResponse> observer) {
    reservationCalls.incrementAndGet();
    answer(
        observer,
        () -> {
          if (!locations.containsKey(request.getLocationId())) {
            throw refusal(Status.Code.NOT_FOUND, Reason.LOCATION_NOT_FOUND, Map.of());
          }
          stock.reserve(request);
          Runnable after = afterReservations.poll();
          if (after != null) {
            after.run();
          }
          return ReserveStockResponse.getDefaultInstance();
        });
  }

  @Override
  public void releaseReservation(
      ReleaseReservationRequest request, StreamObserver<ReleaseReservationResponse> observer) {
    answer(
        observer,
        () -> {
          Runnable before = beforeReleases.poll();
          if (before != null) {
            before.run();
          }
          stock.release(request.getReference(), request.getRevision());
          return ReleaseReservationResponse.getDefaultInstance();
        });
  }

  private <R> void answer(StreamObserver<R> observer, Supplier<R> work) {
    try {
      if (down) {
        throw Status.UNAVAILABLE.withDescription("down").asRuntimeException();
      }
      R answer = work.get();
      if (repliesToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw Status.UNAVAILABLE.withDescription("lost").asRuntimeException();
      }
      observer.onNext(answer);
      observer.onCompleted();
    } catch (StatusRuntimeException e) {
      observer.onError(e);
    }
  }

  /** Creates a refusal with the details that refusals of Laris have. */
  static StatusRuntimeException refusal(
      Status.Code code, Reason reason, Map<String, String> facts) {
    com.google.rpc.Status.Builder status =
        com.google.rpc.Status.newBuilder()
            .setCode(code.value())
            .setMessage((facts.isEmpty() ? "" : "lines[0].quantity: ") + "refused by inventory")
            .addDetails(
                Any.pack(
                    ErrorInfo.newBuilder()
                        .setReason(reason.name())
                        .setDomain("pos")
                        .putMetadata("code", reason.code())
                        .putAllMetadata(facts)
                        .build()));
    if (!facts.isEmpty()) {
      status.addDetails(
          Any.pack(
              BadRequest.newBuilder()
                  .addFieldViolations(
                      BadRequest.FieldViolation.newBuilder()
                          .setField(facts.getOrDefault("field", "lines[0].quantity"))
                          .setDescription(facts.toString()))
                  .build()));
    }
    return StatusProto.toStatusRuntimeException(status.build());
  }

  /** Ends the reservations that have expired. */
  void expire(Instant now) {
    stock.expire(now);
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
