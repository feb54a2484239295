package id.laris.bench;

import id.laris.pos.v1.AdjustPointsRequest;
import id.laris.pos.v1.AdjustPointsResponse;
import id.laris.pos.v1.CreateCustomerRequest;
import id.laris.pos.v1.CreateCustomerResponse;
import id.laris.pos.v1.CreateRewardRequest;
import id.laris.pos.v1.CreateRewardResponse;
import id.laris.pos.v1.Customer;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.IssueGiftCardRequest;
import id.laris.pos.v1.IssueGiftCardResponse;
import id.laris.pos.v1.Reward;
import id.laris.pos.v1.SetLoyaltyProgramRequest;
import id.laris.pos.v1.SetLoyaltyProgramResponse;
import io.grpc.stub.StreamObserver;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Keeps who has points and what gift cards were issued for. */
final class FakeCustomers extends CustomerServiceGrpc.CustomerServiceImplBase {

  private final Set<String> withPoints = new HashSet<>();
  private final Map<String, Long> amountByCode = new HashMap<>();

  synchronized Set<String> withPoints() {
    return Set.copyOf(withPoints);
  }

  synchronized Map<String, Long> amountByCode() {
    return Map.copyOf(amountByCode);
  }

  @Override
  public void setLoyaltyProgram(
      SetLoyaltyProgramRequest request, StreamObserver<SetLoyaltyProgramResponse> observer) {
    FakeLaris.reply(observer, SetLoyaltyProgramResponse.getDefaultInstance());
  }

  @Override
  public void createReward(
      CreateRewardRequest request, StreamObserver<CreateRewardResponse> observer) {
    Reward reward = Reward.newBuilder().setId(FakeLaris.id()).build();
    FakeLaris.reply(observer, CreateRewardResponse.newBuilder().setReward(reward).build());
  }

  @Override
  public void createCustomer(
      CreateCustomerRequest request, StreamObserver<CreateCustomerResponse> observer) {
    Customer customer = Customer.newBuilder().setId(FakeLaris.id()).build();
    FakeLaris.reply(observer, CreateCustomerResponse.newBuilder().setCustomer(customer).build());
  }

  @Override
  public synchronized void adjustPoints(
      AdjustPointsRequest request, StreamObserver<AdjustPointsResponse> observer) {
    withPoints.add(request.getCustomerId());
    FakeLaris.reply(observer, AdjustPointsResponse.getDefaultInstance());
  }

  @Override
  public synchronized void issueGiftCard(
      IssueGiftCardRequest request, StreamObserver<IssueGiftCardResponse> observer) {
    String code = FakeLaris.id();
    amountByCode.put(code, request.getAmount());
    FakeLaris.reply(observer, IssueGiftCardResponse.newBuilder().setCode(code).build());
  }
}
