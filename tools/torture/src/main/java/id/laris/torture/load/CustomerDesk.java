package id.laris.torture.load;

import com.google.protobuf.Message;
import id.laris.pos.v1.AdjustPointsRequest;
import id.laris.pos.v1.AdjustStoreCreditRequest;
import id.laris.pos.v1.CreateCustomerRequest;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.IssueGiftCardRequest;
import id.laris.pos.v1.MergeCustomersRequest;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.SetCreditLimitRequest;
import id.laris.pos.v1.SettleAccountRequest;
import id.laris.torture.history.CreditLimit;
import id.laris.torture.history.LedgerStep;
import id.laris.torture.history.Merge;
import id.laris.torture.world.SeededRandom;
import io.grpc.MethodDescriptor;

/** The desk at which customers are enrolled and merged, and their balances and points changed. */
final class CustomerDesk implements Runnable {

  private static final int LONGEST_BREAK_MILLIS = 600;

  /** An amount of some pieces of goods: balances run out. */
  private static final long STEP = 100_000;

  private final RetryingClient client;
  private final Clientele clientele;
  private final SeededRandom random;

  CustomerDesk(RetryingClient client, Clientele clientele) {
    this.client = client;
    this.clientele = clientele;
    this.random = client.random();
  }

  @Override
  public void run() {
    // A short run must have seen it too.
    merge();
    while (!client.conditions().closing()) {
      switch (random.below(8)) {
        case 0 -> enrol();
        case 1 -> issueCard();
        case 2, 3 -> adjustCredit(clientele.customer(random), STEP * change(200));
        case 4 -> adjustPoints(clientele.customer(random), change(40));
        case 5, 6 -> settle();
        default -> merge();
      }
      try {
        Thread.sleep(random.below(LONGEST_BREAK_MILLIS));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Enrols a customer with some credit, a tab and some points. */
  void enrol() {
    String id = id();
    CreateCustomerRequest request =
        CreateCustomerRequest.newBuilder().setId(id).setDisplayName("Customer " + id).build();
    if (!client.call(CustomerServiceGrpc.getCreateCustomerMethod(), request, key()).done()) {
      return;
    }
    adjustCredit(id, STEP * random.between(20, 300));
    adjustPoints(id, random.between(40, 80));
    long limit = amount(400);
    // From now on it may owe that much, whatever the outcome of the call.
    client.recorder().creditLimit(new CreditLimit(client.tenant(), id, limit));
    var _ =
        client.call(
            CustomerServiceGrpc.getSetCreditLimitMethod(),
            SetCreditLimitRequest.newBuilder().setCustomerId(id).setAmount(limit).build(),
            key());
    clientele.addCustomer(id);
  }

  /** Issues a gift card. */
  void issueCard() {
    String id = id();
    long amount = amount(300);
    IssueGiftCardRequest request =
        IssueGiftCardRequest.newBuilder().setId(id).setAmount(amount).build();
    if (step(CustomerServiceGrpc.getIssueGiftCardMethod(), request, id, amount)) {
      clientele.addCard(id);
    }
  }

  private void adjustCredit(String customer, long amount) {
    String id = id();
    AdjustStoreCreditRequest request =
        AdjustStoreCreditRequest.newBuilder()
            .setId(id)
            .setCustomerId(customer)
            .setAmount(amount)
            .setReason("complaint")
            .build();
    var _ = step(CustomerServiceGrpc.getAdjustStoreCreditMethod(), request, id, amount);
  }

  private void adjustPoints(String customer, long points) {
    String id = id();
    AdjustPointsRequest request =
        AdjustPointsRequest.newBuilder()
            .setId(id)
            .setCustomerId(customer)
            .setPoints(points)
            .setReason("campaign")
            .build();
    var _ = step(CustomerServiceGrpc.getAdjustPointsMethod(), request, id, points);
  }

  private void settle() {
    String id = id();
    long amount = amount(100);
    SettleAccountRequest request =
        SettleAccountRequest.newBuilder()
            .setId(id)
            .setCustomerId(clientele.customer(random))
            .setAmount(amount)
            .setPaymentType(Payment.Type.CASH)
            .build();
    var _ = step(CustomerServiceGrpc.getSettleAccountMethod(), request, id, amount);
  }

  /** Merges two customers while they buy; one who was merged before is refused. */
  private void merge() {
    String from = clientele.customer(random);
    String into = from;
    while (into.equals(from)) {
      into = clientele.customer(random);
    }
    MergeCustomersRequest request =
        MergeCustomersRequest.newBuilder().setFromCustomerId(from).setIntoCustomerId(into).build();
    var answer = client.call(CustomerServiceGrpc.getMergeCustomersMethod(), request, key());
    client.recorder().merge(new Merge(client.tenant(), from, into, answer.outcome()));
  }

  /** True where it was answered. */
  private <Q extends Message, A extends Message> boolean step(
      MethodDescriptor<Q, A> method, Q request, String id, long amount) {
    Answer<A> answer = client.call(method, request, key());
    client
        .recorder()
        .ledgerStep(
            new LedgerStep(
                client.tenant(),
                id,
                String.valueOf(method.getBareMethodName()),
                amount,
                answer.outcome()));
    return answer.done();
  }

  private long amount(int mostSteps) {
    return STEP * random.between(1, mostSteps);
  }

  /** More often given than taken. */
  private long change(int most) {
    return random.chance(60) ? random.between(1, most) : -random.between(1, most / 4);
  }

  private String id() {
    return client.conditions().newId(random);
  }

  private String key() {
    return random.chance(70) ? random.uuid().toString() : "";
  }
}
