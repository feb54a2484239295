package id.laris.sales;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.CouponOffer;
import id.laris.pos.v1.FindOffersRequest;
import id.laris.pos.v1.FindOffersResponse;
import id.laris.pos.v1.PromotionCustomer;
import id.laris.pos.v1.PromotionLimits;
import id.laris.pos.v1.PromotionOffer;
import id.laris.pos.v1.PromotionResult;
import id.laris.pos.v1.PromotionRules;
import id.laris.pos.v1.PromotionServiceGrpc;
import id.laris.pos.v1.PromotionUsage;
import id.laris.pos.v1.ReleaseUsageRequest;
import id.laris.pos.v1.ReleaseUsageResponse;
import id.laris.pos.v1.ReserveUsageRequest;
import id.laris.pos.v1.ReserveUsageResponse;
import id.laris.testkit.FakeFeed;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A promotion-service with the offers that a test puts there, each with a limit of uses. It can be
 * down, and lose an answer after it has done its work.
 */
final class FakePromotions extends PromotionServiceGrpc.PromotionServiceImplBase
    implements AutoCloseable {

  static final String NAME = "fake-promotions";

  private static final int UNLIMITED = -1;

  private record Offered(PromotionOffer offer, int maxUses, @Nullable String coupon) {}

  private final Map<String, List<Offered>> offers = new ConcurrentHashMap<>();
  private final Map<String, ReserveUsageRequest> reserved = new ConcurrentHashMap<>();
  private final Map<String, PromotionCustomer> facts = new ConcurrentHashMap<>();
  private final Map<String, Long> released = new ConcurrentHashMap<>();
  private final AtomicInteger questions = new AtomicInteger();
  private final AtomicInteger repliesToLose = new AtomicInteger();
  private volatile boolean down;
  private final FakeFeed server;

  FakePromotions() throws IOException {
    server = new FakeFeed(NAME, this);
  }

  /** Offers a promotion of which there are plenty of uses, and returns its id. */
  String offer(UUID tenant, String name, PromotionRules rules) {
    return offer(tenant, name, rules, Integer.MAX_VALUE, null);
  }

  /** Offers a promotion of which there are so many uses. */
  String offer(UUID tenant, String name, PromotionRules rules, int maxUses) {
    return offer(tenant, name, rules, maxUses, null);
  }

  /** Offers a promotion without limits, whose uses nobody reserves. */
  String offerUnlimited(UUID tenant, String name, PromotionRules rules) {
    return offer(tenant, name, rules, UNLIMITED, null);
  }

  /** Offers a promotion with a coupon. */
  String offerWithCoupon(UUID tenant, String name, PromotionRules rules, String code) {
    return offer(tenant, name, rules, Integer.MAX_VALUE, code);
  }

  private String offer(
      UUID tenant, String name, PromotionRules rules, int maxUses, @Nullable String coupon) {
    return offer(tenant, UUID.randomUUID().toString(), name, rules, maxUses, coupon);
  }

  /** Offers a promotion with this id, without limits. */
  void offerAs(UUID tenant, String id, String name, PromotionRules rules) {
    String _ = offer(tenant, id, name, rules, UNLIMITED, null);
  }

  private String offer(
      UUID tenant,
      String id,
      String name,
      PromotionRules rules,
      int maxUses,
      @Nullable String coupon) {
    PromotionOffer.Builder offer =
        PromotionOffer.newBuilder()
            .setPromotionId(id)
            .setName(name)
            .setPromotionVersion(3)
            .setRules(rules);
    if (maxUses != UNLIMITED) {
      offer.setLimits(PromotionLimits.newBuilder().setMaxUses(maxUses));
    }
    offers
        .computeIfAbsent(tenant.toString(), none -> new CopyOnWriteArrayList<>())
        .add(new Offered(offer.build(), maxUses, coupon));
    return id;
  }

  /** Tells these facts about a customer from now on. */
  void knows(PromotionCustomer customer) {
    facts.put(customer.getCustomerId(), customer);
  }

  void endAll(UUID tenant) {
    offers.remove(tenant.toString());
  }

  /** The number of questions for offers. */
  int questions() {
    return questions.get();
  }

  /** The request by which the uses of an order are reserved; null where they are not. */
  @Nullable ReserveUsageRequest reservation(String orderId) {
    return reserved.get(orderId);
  }

  void whileDown(Runnable work) {
    down = true;
    try {
      work.run();
    } finally {
      down = false;
    }
  }

  /** Loses the answers of this many calls, after doing their work. */
  void loseReplies(int count) {
    repliesToLose.set(count);
  }

  @Override
  public void findOffers(FindOffersRequest request, StreamObserver<FindOffersResponse> observer) {
    questions.incrementAndGet();
    answer(observer, () -> find(request));
  }

  private synchronized FindOffersResponse find(FindOffersRequest request) {
    List<Offered> known = offers.getOrDefault(FakeFeed.tenantOfCall(), List.of());
    FindOffersResponse.Builder response = FindOffersResponse.newBuilder();
    for (Offered offered : known) {
      PromotionOffer.Builder offer = offered.offer.toBuilder();
      if (offer.hasLimits()
          && usesOf(offer.getPromotionId(), request.getOrderId()) >= offered.maxUses) {
        offer.setObstacle(PromotionResult.Reason.LIMIT_USED_UP);
      }
      response.addOffers(offer);
    }
    for (String code : request.getCouponCodesList()) {
      response.addCoupons(coupon(known, code));
    }
    if (!request.getCustomerId().isEmpty()) {
      String id = request.getCustomerId();
      response.setCustomer(
          facts.getOrDefault(id, PromotionCustomer.newBuilder().setCustomerId(id).build()));
    }
    return response.build();
  }

  private static CouponOffer coupon(List<Offered> known, String code) {
    CouponOffer.Builder coupon = CouponOffer.newBuilder().setCode(code);
    for (Offered offered : known) {
      String offeredCode = offered.coupon;
      if (offeredCode != null && offeredCode.equalsIgnoreCase(code)) {
        return coupon
            .setCouponCode(offeredCode)
            .setCouponId(new UUID(0, offeredCode.hashCode()).toString())
            .setPromotionId(offered.offer.getPromotionId())
            .build();
      }
    }
    return coupon.setObstacle(PromotionResult.Reason.COUPON_UNKNOWN).build();
  }

  private long usesOf(String promotionId, String exceptOrder) {
    return reserved.values().stream()
        .filter(request -> !request.getOrderId().equals(exceptOrder))
        .flatMap(request -> request.getUsagesList().stream())
        .filter(usage -> usage.getPromotionId().equals(promotionId))
        .count();
  }

  @Override
  public void reserveUsage(
      ReserveUsageRequest request, StreamObserver<ReserveUsageResponse> observer) {
    String tenant = FakeFeed.tenantOfCall();
    answer(
        observer,
        () -> {
          reserve(tenant, request);
          return ReserveUsageResponse.getDefaultInstance();
        });
  }

  private synchronized void reserve(String tenant, ReserveUsageRequest request) {
    if (request.getRevision() <= released.getOrDefault(request.getOrderId(), -1L)) {
      throw FakeInventory.refusal(Status.Code.ABORTED, Reason.VERSION_CONFLICT, Map.of());
    }
    for (PromotionUsage usage : request.getUsagesList()) {
      int maxUses =
          offers.getOrDefault(tenant, List.of()).stream()
              .filter(any -> any.offer.getPromotionId().equals(usage.getPromotionId()))
              .mapToInt(Offered::maxUses)
              .findFirst()
              .orElse(0);
      if (usesOf(usage.getPromotionId(), request.getOrderId()) >= maxUses) {
        throw FakeInventory.refusal(
            Status.Code.FAILED_PRECONDITION, Reason.PROMOTION_USED_UP, Map.of());
      }
    }
    reserved.put(request.getOrderId(), request);
  }

  @Override
  public void releaseUsage(
      ReleaseUsageRequest request, StreamObserver<ReleaseUsageResponse> observer) {
    answer(
        observer,
        () -> {
          release(request);
          return ReleaseUsageResponse.getDefaultInstance();
        });
  }

  private synchronized void release(ReleaseUsageRequest request) {
    released.merge(request.getOrderId(), request.getRevision(), Math::max);
    ReserveUsageRequest held = reserved.get(request.getOrderId());
    if (held != null && held.getRevision() <= request.getRevision()) {
      reserved.remove(request.getOrderId());
    }
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

  @Override
  public void close() {
    server.close();
  }
}
