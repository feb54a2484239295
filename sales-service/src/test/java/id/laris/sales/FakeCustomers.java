package id.laris.sales;

import com.google.protobuf.Any;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.Customer;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.GetCustomerRequest;
import id.laris.pos.v1.GetCustomerResponse;
import id.laris.pos.v1.GetOrderBalancesRequest;
import id.laris.pos.v1.GetOrderBalancesResponse;
import id.laris.pos.v1.GetRewardRequest;
import id.laris.pos.v1.GetRewardResponse;
import id.laris.pos.v1.HoldBalancesRequest;
import id.laris.pos.v1.HoldBalancesResponse;
import id.laris.pos.v1.RefundBalanceRequest;
import id.laris.pos.v1.RefundBalanceResponse;
import id.laris.pos.v1.ReleaseBalancesRequest;
import id.laris.pos.v1.ReleaseBalancesResponse;
import id.laris.pos.v1.ReleaseRewardRequest;
import id.laris.pos.v1.ReleaseRewardResponse;
import id.laris.pos.v1.ReserveRewardRequest;
import id.laris.pos.v1.ReserveRewardResponse;
import id.laris.pos.v1.Reward;
import id.laris.testkit.FakeFeed;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
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
 * A customer-service with the customers and rewards that a test puts there, their points ({@link
 * FakePoints}) and balances ({@link FakeBalances}). It can be down, lose an answer after it has
 * done its work, and be held up.
 */
final class FakeCustomers extends CustomerServiceGrpc.CustomerServiceImplBase
    implements AutoCloseable {

  static final String NAME = "fake-customers";

  private final Map<String, Customer> customers = new ConcurrentHashMap<>();
  private final Map<String, Reward> rewards = new ConcurrentHashMap<>();
  private final FakePoints points = new FakePoints();
  private final FakeBalances balances = new FakeBalances();
  private final Map<String, GetOrderBalancesResponse> balancesOfOrders = new ConcurrentHashMap<>();
  private final AtomicInteger balanceQuestions = new AtomicInteger();
  private volatile boolean silent;
  private final Queue<Runnable> afterHolds = new ConcurrentLinkedQueue<>();
  private final Queue<Runnable> afterQuestions = new ConcurrentLinkedQueue<>();
  private final AtomicInteger questions = new AtomicInteger();
  private final AtomicInteger holdCalls = new AtomicInteger();
  private final AtomicInteger numbers = new AtomicInteger();
  private final AtomicInteger repliesToLose = new AtomicInteger();
  private volatile boolean down;
  private final FakeFeed feed;

  FakeCustomers() throws IOException {
    feed = new FakeFeed(NAME, this);
  }

  /** Adds a customer, and returns its id. */
  String add(String name) {
    Customer customer =
        Customer.newBuilder()
            .setId(UUID.randomUUID().toString())
            .setNumber("C-%06d".formatted(numbers.incrementAndGet()))
            .setDisplayName(name)
            .setActive(true)
            .build();
    customers.put(customer.getId(), customer);
    return customer.getId();
  }

  Customer get(String id) {
    return Objects.requireNonNull(customers.get(id));
  }

  Customer change(String id, UnaryOperator<Customer.Builder> change) {
    return Objects.requireNonNull(
        customers.computeIfPresent(
            id, (same, customer) -> change.apply(customer.toBuilder()).build()));
  }

  /** Offers a reward for this many points, and returns its id. */
  String offer(String name, long costs, UnaryOperator<Reward.Builder> benefit) {
    Reward reward =
        benefit
            .apply(
                Reward.newBuilder()
                    .setId(UUID.randomUUID().toString())
                    .setName(name)
                    .setPoints(costs)
                    .setActive(true))
            .build();
    rewards.put(reward.getId(), reward);
    return reward.getId();
  }

  void changeReward(String id, UnaryOperator<Reward.Builder> change) {
    rewards.computeIfPresent(id, (same, reward) -> change.apply(reward.toBuilder()).build());
  }

  FakePoints points() {
    return points;
  }

  FakeBalances balances() {
    return balances;
  }

  /** The number of questions for customers and rewards. */
  int questions() {
    return questions.get();
  }

  /** The points and balances of an order; one of which nothing is said has none. */
  void say(String orderId, GetOrderBalancesResponse balances) {
    balancesOfOrders.put(orderId, balances);
  }

  /** The number of questions for the points and balances of orders. */
  int balanceQuestions() {
    return balanceQuestions.get();
  }

  /** The number of calls to hold balances. */
  int holdCalls() {
    return holdCalls.get();
  }

  /** Does something once, after points or balances were held and before that is answered. */
  void afterNextHold(Runnable work) {
    afterHolds.add(work);
  }

  /** Does something once, between the next question for a customer and its answer. */
  void afterNextQuestion(Runnable work) {
    afterQuestions.add(work);
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

  /** Leaves questions for the points and balances of orders without an answer. */
  void whileSilent(Runnable work) {
    silent = true;
    try {
      work.run();
    } finally {
      silent = false;
    }
  }

  /** Publishes an event of a customer as it is now. */
  void publish(UUID tenantId, String type, String customerId) {
    Customer customer = get(customerId);
    feed.happened(
        tenantId,
        Event.newBuilder()
            .setType(type)
            .setAggregateType("Customer")
            .setAggregateId(customerId)
            .setSequence(customer.getVersion())
            .setPayload(Any.pack(customer)));
  }

  /** Returns the number of events, which is the cursor of a consumer that has read them all. */
  int events(UUID tenantId) {
    return feed.size(tenantId);
  }

  @Override
  public void getCustomer(
      GetCustomerRequest request, StreamObserver<GetCustomerResponse> observer) {
    questions.incrementAndGet();
    answer(
        observer,
        () -> {
          Customer found = customers.get(request.getCustomerId());
          if (found == null) {
            throw FakeInventory.refusal(Status.Code.NOT_FOUND, Reason.CUSTOMER_NOT_FOUND, Map.of());
          }
          runNext(afterQuestions);
          return GetCustomerResponse.newBuilder().setCustomer(found).build();
        });
  }

  @Override
  public void getReward(GetRewardRequest request, StreamObserver<GetRewardResponse> observer) {
    questions.incrementAndGet();
    answer(
        observer,
        () -> {
          Reward found = rewards.get(request.getRewardId());
          if (found == null) {
            throw FakeInventory.refusal(Status.Code.NOT_FOUND, Reason.NOT_FOUND, Map.of());
          }
          return GetRewardResponse.newBuilder().setReward(found).build();
        });
  }

  @Override
  public void getOrderBalances(
      GetOrderBalancesRequest request, StreamObserver<GetOrderBalancesResponse> observer) {
    balanceQuestions.incrementAndGet();
    if (!silent) {
      answer(
          observer,
          () ->
              balancesOfOrders.getOrDefault(
                  request.getOrder().getId(), GetOrderBalancesResponse.getDefaultInstance()));
    }
  }

  @Override
  public void reserveReward(
      ReserveRewardRequest request, StreamObserver<ReserveRewardResponse> observer) {
    answer(
        observer,
        () -> {
          points.reserve(request, rewards);
          runNext(afterHolds);
          return ReserveRewardResponse.getDefaultInstance();
        });
  }

  @Override
  public void releaseReward(
      ReleaseRewardRequest request, StreamObserver<ReleaseRewardResponse> observer) {
    answer(
        observer,
        () -> {
          points.release(request.getOrderId(), request.getRevision());
          return ReleaseRewardResponse.getDefaultInstance();
        });
  }

  @Override
  public void holdBalances(
      HoldBalancesRequest request, StreamObserver<HoldBalancesResponse> observer) {
    holdCalls.incrementAndGet();
    answer(
        observer,
        () -> {
          HoldBalancesResponse response =
              HoldBalancesResponse.newBuilder().addAllHolds(balances.hold(request)).build();
          runNext(afterHolds);
          return response;
        });
  }

  @Override
  public void refundBalance(
      RefundBalanceRequest request, StreamObserver<RefundBalanceResponse> observer) {
    answer(
        observer,
        () ->
            RefundBalanceResponse.newBuilder()
                .setBalance(FakeCatalog.idr(balances.refund(request)))
                .build());
  }

  @Override
  public void releaseBalances(
      ReleaseBalancesRequest request, StreamObserver<ReleaseBalancesResponse> observer) {
    answer(
        observer,
        () -> {
          balances.release(request);
          return ReleaseBalancesResponse.getDefaultInstance();
        });
  }

  private static void runNext(Queue<Runnable> queue) {
    Runnable after = queue.poll();
    if (after != null) {
      after.run();
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
    feed.close();
  }
}
