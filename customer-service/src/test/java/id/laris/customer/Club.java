package id.laris.customer;

import com.google.protobuf.Any;
import id.laris.common.background.Background;
import id.laris.common.background.TenantJob;
import id.laris.common.db.Writes;
import id.laris.common.grpc.Protos;
import id.laris.customer.order.OrderFollower;
import id.laris.customer.profile.Customers;
import id.laris.customer.records.CustomerRecords;
import id.laris.pos.v1.AdjustPointsRequest;
import id.laris.pos.v1.CreateCustomerRequest;
import id.laris.pos.v1.CreateRewardRequest;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.CustomerServiceGrpc.CustomerServiceBlockingStub;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.GetLoyaltyAccountRequest;
import id.laris.pos.v1.ListPointsRequest;
import id.laris.pos.v1.LoyaltyAccount;
import id.laris.pos.v1.LoyaltyProgram;
import id.laris.pos.v1.LoyaltyProgram.AmountRule;
import id.laris.pos.v1.LoyaltyProgram.Base;
import id.laris.pos.v1.LoyaltyProgram.Tier;
import id.laris.pos.v1.LoyaltyProgram.TierBasis;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderDiscount;
import id.laris.pos.v1.OrderItem;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.PointEntry;
import id.laris.pos.v1.ReleaseRewardRequest;
import id.laris.pos.v1.ReserveRewardRequest;
import id.laris.pos.v1.ReturnChange;
import id.laris.pos.v1.Reward;
import id.laris.pos.v1.RewardReservation;
import id.laris.pos.v1.SalesReturn;
import id.laris.pos.v1.SetLoyaltyProgramRequest;
import id.laris.testkit.FakeClock;
import id.laris.testkit.TestCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A shop with a loyalty program: a point for each Rp 10,000 without taxes. The events of its orders
 * are applied at once, as the consumer of orders does it.
 */
final class Club {

  /** The parts of the process that a club needs. */
  record Parts(
      TestCalls calls,
      FakeClock clock,
      Background background,
      Writes writes,
      Customers customers,
      JdbcClient jdbc,
      List<OrderFollower> followers,
      List<CustomerRecords> records,
      List<TenantJob> jobs) {}

  final UUID tenantId = UUID.randomUUID();
  final CustomerServiceBlockingStub stub;
  private final Parts parts;
  private ReturnChange lastReturn = ReturnChange.getDefaultInstance();

  Club(Parts parts) {
    this.parts = parts;
    this.stub = CustomerServiceGrpc.newBlockingStub(parts.calls.as(tenantId));
  }

  /** The program that tests begin with. */
  static LoyaltyProgram.Builder program() {
    return LoyaltyProgram.newBuilder()
        .setActive(true)
        .setName("Kopi Club")
        .setAllowNegative(true)
        .setAmountRule(
            AmountRule.newBuilder()
                .setBase(Base.NET)
                .setPointsNumerator(1)
                .setAmountDenominator(1_000_000)
                .setCurrency("IDR"));
  }

  /** Silver with 1.5 and Gold with 2, for 90 days. */
  static LoyaltyProgram.Builder tiers(TierBasis basis, long silver, long gold) {
    return program()
        .setTierBasis(basis)
        .setTierDays(90)
        .addTiers(
            Tier.newBuilder().setName("Silver").setThreshold(silver).setMultiplierPpm(1_500_000))
        .addTiers(Tier.newBuilder().setName("Gold").setThreshold(gold).setMultiplierPpm(2_000_000));
  }

  LoyaltyProgram set(LoyaltyProgram.Builder program) {
    return stub.setLoyaltyProgram(SetLoyaltyProgramRequest.newBuilder().setProgram(program).build())
        .getProgram();
  }

  String customer() {
    return stub.createCustomer(CreateCustomerRequest.newBuilder().setGivenName("Siti").build())
        .getCustomer()
        .getId();
  }

  /** A reward of Rp 5,000 off. */
  Reward reward(long points) {
    return stub.createReward(
            CreateRewardRequest.newBuilder()
                .setName("Rp 5,000 off")
                .setPoints(points)
                .setAmountOff(Protos.money(500_000, "IDR"))
                .build())
        .getReward();
  }

  void give(String customerId, long points) {
    var _ =
        stub.adjustPoints(
            AdjustPointsRequest.newBuilder()
                .setCustomerId(customerId)
                .setPoints(points)
                .setReason("welcome")
                .build());
  }

  RewardReservation reserve(String orderId, String customerId, long revision, Reward... rewards) {
    return reserve(orderId, customerId, revision, request -> request, rewards);
  }

  RewardReservation reserve(
      String orderId,
      String customerId,
      long revision,
      UnaryOperator<ReserveRewardRequest.Builder> more,
      Reward... rewards) {
    return stub.reserveReward(
            more.apply(
                    ReserveRewardRequest.newBuilder()
                        .setOrderId(orderId)
                        .setCustomerId(customerId)
                        .setRevision(revision)
                        .addAllRewardIds(Stream.of(rewards).map(Reward::getId).toList()))
                .build())
        .getReservation();
  }

  RewardReservation release(String orderId, long revision) {
    return stub.releaseReward(
            ReleaseRewardRequest.newBuilder().setOrderId(orderId).setRevision(revision).build())
        .getReservation();
  }

  /** An order of now, of lines with these totals in rupiah. */
  Order.Builder order(String customerId, long... totals) {
    Order.Builder order =
        Order.newBuilder()
            .setId(UUID.randomUUID().toString())
            .setCustomerId(customerId)
            .setCurrency("IDR")
            .setVersion(5)
            .setCompletedAt(Protos.timestamp(parts.clock.instant()))
            .setUpdatedAt(Protos.timestamp(parts.clock.instant()));
    for (long total : totals) {
      order.addItems(
          OrderItem.newBuilder().setQuantity(1).setTotal(Protos.money(total * 100, "IDR")));
    }
    return order;
  }

  /** The same order with a reward. */
  static Order.Builder with(Order.Builder order, long revision, Reward... rewards) {
    order.setRewardRevision(revision);
    for (Reward reward : rewards) {
      order.addDiscounts(
          OrderDiscount.newBuilder()
              .setId(UUID.randomUUID().toString())
              .setRewardId(reward.getId())
              .setPoints(reward.getPoints()));
    }
    return order;
  }

  void completed(Order.Builder... orders) {
    happened("OrderCompleted", orders);
  }

  void happened(String type, Order.Builder... orders) {
    List<Event> events =
        Stream.of(orders)
            .map(order -> FakeSales.event(type, order.build()).setId(UUID.randomUUID().toString()))
            .map(Event.Builder::build)
            .toList();
    inTenant(() -> parts.followers.forEach(follower -> follower.follow(events)));
  }

  /** Goods of an order came back, for this amount in rupiah; these lines remain. */
  SalesReturn returned(Order.Builder order, int number, long refund, long... remaining) {
    SalesReturn made =
        SalesReturn.newBuilder()
            .setId(UUID.randomUUID().toString())
            .setOrderId(order.getId())
            .setCustomerId(order.getCustomerId())
            .setCurrency("IDR")
            .setRefundTotal(Protos.money(refund * 100, "IDR"))
            .setCreatedAt(Protos.timestamp(parts.clock.instant()))
            .build();
    Order left =
        order(order.getCustomerId(), remaining)
            .setId(order.getId())
            .setVersion(order.getVersion() + number)
            .setCompletedAt(order.getCompletedAt())
            .build();
    returned(ReturnChange.newBuilder().setSalesReturn(made).setRemaining(left).build());
    return made;
  }

  void returned(ReturnChange change) {
    lastReturn = change;
    List<Event> events =
        List.of(
            Event.newBuilder()
                .setId(UUID.randomUUID().toString())
                .setType("ReturnCreated")
                .setPayload(Any.pack(change))
                .build());
    inTenant(() -> parts.followers.forEach(follower -> follower.follow(events)));
  }

  /** The same event once more. */
  void returnedAgain() {
    returned(lastReturn);
  }

  /** Merges as MergeCustomers does. */
  void merge(String from, String into) {
    UUID source = UUID.fromString(from);
    UUID target = UUID.fromString(into);
    inTenant(
        () -> {
          var _ = parts.customers.lockAll(List.of(source, target));
          parts.records.forEach(records -> records.merge(source, target));
          parts
              .jdbc
              .sql("update customer.customer set merged_into = ? where id = ?")
              .params(target, source)
              .update();
        });
  }

  void anonymize(String customerId) {
    inTenant(
        () -> parts.records.forEach(records -> records.anonymize(UUID.fromString(customerId))));
  }

  void runJobs() {
    parts.jobs.stream()
        .filter(job -> job.service().equals(CustomerModule.SERVICE))
        .forEach(job -> parts.background.run(tenantId, job.service(), job.name(), job::run));
  }

  /** The types of the events of an aggregate, in their order. */
  List<String> events(String aggregateId) {
    return parts.background.call(
        tenantId,
        CustomerModule.SERVICE,
        "test",
        () ->
            parts.writes.run(
                () ->
                    parts
                        .jdbc
                        .sql(
                            "select type from customer.outbox where aggregate_id = ? order by number")
                        .param(UUID.fromString(aggregateId))
                        .query(String.class)
                        .list()));
  }

  private void inTenant(Runnable work) {
    parts.background.run(
        tenantId,
        CustomerModule.SERVICE,
        "test",
        () -> {
          boolean _ =
              parts.writes.run(
                  () -> {
                    work.run();
                    return true;
                  });
        });
  }

  LoyaltyAccount account(String customerId) {
    return stub.getLoyaltyAccount(
            GetLoyaltyAccountRequest.newBuilder().setCustomerId(customerId).build())
        .getAccount();
  }

  long balance(String customerId) {
    return account(customerId).getBalance();
  }

  /** All entries of a customer, the newest first. */
  List<PointEntry> entries(String customerId) {
    List<PointEntry> all = new ArrayList<>();
    String token = "";
    do {
      var page =
          stub.listPoints(
              ListPointsRequest.newBuilder()
                  .setCustomerId(customerId)
                  .setPagination(PaginationRequest.newBuilder().setPageToken(token).setPageSize(7))
                  .build());
      all.addAll(page.getEntriesList());
      token = page.getPagination().getNextPageToken();
    } while (!token.isEmpty());
    return all;
  }
}
