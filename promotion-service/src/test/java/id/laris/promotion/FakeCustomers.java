package id.laris.promotion;

import com.google.protobuf.Any;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import id.laris.pos.v1.Customer;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.GetCustomerRequest;
import id.laris.pos.v1.GetCustomerResponse;
import id.laris.pos.v1.GetLoyaltyAccountRequest;
import id.laris.pos.v1.GetLoyaltyAccountResponse;
import id.laris.pos.v1.LoyaltyAccount;
import id.laris.testkit.FakeFeed;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The customers of customer-service, made by tests, with a record of who was asked for. */
final class FakeCustomers extends CustomerServiceGrpc.CustomerServiceImplBase
    implements AutoCloseable {

  static final String NAME = "fake-customers-of-promotions";

  private final Map<String, Customer> customers = new ConcurrentHashMap<>();
  private final Map<String, String> tiers = new ConcurrentHashMap<>();
  private final Set<String> silent = ConcurrentHashMap.newKeySet();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final FakeFeed feed;

  FakeCustomers() throws IOException {
    feed = new FakeFeed(NAME, this);
  }

  void has(Customer customer, String tierId) {
    customers.put(customer.getId(), customer);
    tiers.put(customer.getId(), tierId);
  }

  /** Answers nothing about this customer. */
  void keepsSilentAbout(String customerId) {
    silent.add(customerId);
  }

  /** The calls about a customer, in their order. */
  List<String> callsAbout(String customerId) {
    return asked.stream()
        .filter(call -> call.endsWith(customerId))
        .map(call -> call.substring(0, call.indexOf(' ')))
        .toList();
  }

  @Override
  public void getCustomer(
      GetCustomerRequest request, StreamObserver<GetCustomerResponse> observer) {
    asked.add("GetCustomer " + request.getCustomerId());
    Customer customer = customers.get(request.getCustomerId());
    if (silent.contains(request.getCustomerId())) {
      return;
    }
    if (customer == null) {
      observer.onError(
          StatusProto.toStatusRuntimeException(
              com.google.rpc.Status.newBuilder()
                  .setCode(Code.NOT_FOUND_VALUE)
                  .addDetails(
                      Any.pack(ErrorInfo.newBuilder().setReason("CUSTOMER_NOT_FOUND").build()))
                  .build()));
      return;
    }
    observer.onNext(GetCustomerResponse.newBuilder().setCustomer(customer).build());
    observer.onCompleted();
  }

  @Override
  public void getLoyaltyAccount(
      GetLoyaltyAccountRequest request, StreamObserver<GetLoyaltyAccountResponse> observer) {
    asked.add("GetLoyaltyAccount " + request.getCustomerId());
    observer.onNext(
        GetLoyaltyAccountResponse.newBuilder()
            .setAccount(
                LoyaltyAccount.newBuilder()
                    .setTierId(tiers.getOrDefault(request.getCustomerId(), "")))
            .build());
    observer.onCompleted();
  }

  @Override
  public void close() {
    feed.close();
  }
}
