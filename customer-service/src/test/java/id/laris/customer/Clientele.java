package id.laris.customer;

import id.laris.common.grpc.Protos;
import id.laris.pos.v1.AdjustPointsRequest;
import id.laris.pos.v1.AdjustStoreCreditRequest;
import id.laris.pos.v1.AnonymizeCustomerRequest;
import id.laris.pos.v1.CreateCustomerRequest;
import id.laris.pos.v1.Customer;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.CustomerServiceGrpc.CustomerServiceBlockingStub;
import id.laris.pos.v1.DeleteCustomerRequest;
import id.laris.pos.v1.GetCustomerRequest;
import id.laris.pos.v1.IssueGiftCardRequest;
import id.laris.pos.v1.ListPurchasesRequest;
import id.laris.pos.v1.MergeCustomersRequest;
import id.laris.pos.v1.MergeCustomersResponse;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Purchase;
import id.laris.pos.v1.SearchCustomersRequest;
import io.grpc.Channel;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The customers of a tenant, as its tills see them. */
final class Clientele {

  final CustomerServiceBlockingStub stub;

  Clientele(Channel channel) {
    stub = CustomerServiceGrpc.newBlockingStub(channel);
  }

  Customer create(CreateCustomerRequest.Builder request) {
    return stub.createCustomer(request.build()).getCustomer();
  }

  Customer create(String name) {
    return create(CreateCustomerRequest.newBuilder().setDisplayName(name));
  }

  Customer get(String id) {
    return stub.getCustomer(GetCustomerRequest.newBuilder().setCustomerId(id).build())
        .getCustomer();
  }

  Customer delete(String id) {
    return stub.deleteCustomer(DeleteCustomerRequest.newBuilder().setCustomerId(id).build())
        .getCustomer();
  }

  MergeCustomersResponse merge(String from, String into) {
    return stub.mergeCustomers(
        MergeCustomersRequest.newBuilder().setFromCustomerId(from).setIntoCustomerId(into).build());
  }

  Customer anonymize(String id) {
    return stub.anonymizeCustomer(AnonymizeCustomerRequest.newBuilder().setCustomerId(id).build())
        .getCustomer();
  }

  /** Points, store credit and a gift card, each with a text that somebody wrote. */
  void give(String customerId, String text) {
    var _ =
        stub.adjustPoints(
            AdjustPointsRequest.newBuilder()
                .setCustomerId(customerId)
                .setPoints(7)
                .setReason(text)
                .build());
    var _ =
        stub.adjustStoreCredit(
            AdjustStoreCreditRequest.newBuilder()
                .setCustomerId(customerId)
                .setAmount(500)
                .setReason(text)
                .build());
    var _ =
        stub.issueGiftCard(
            IssueGiftCardRequest.newBuilder()
                .setCustomerId(customerId)
                .setAmount(900)
                .setNotes(text)
                .build());
  }

  /** The names of the customers that are found. */
  List<String> search(String query) {
    return stub
        .searchCustomers(SearchCustomersRequest.newBuilder().setQuery(query).build())
        .getCustomersList()
        .stream()
        .map(Customer::getDisplayName)
        .toList();
  }

  List<Purchase> purchases(String customerId) {
    return stub.listPurchases(ListPurchasesRequest.newBuilder().setCustomerId(customerId).build())
        .getPurchasesList();
  }

  /** A completed order of a customer. */
  static Order order(String customerId, long total, String currency, Instant completedAt) {
    return Order.newBuilder()
        .setId(UUID.randomUUID().toString())
        .setStatus(Order.Status.COMPLETED)
        .setCustomerId(customerId)
        .setCurrency(currency)
        .setTotal(Protos.money(total, currency))
        .setReceiptNumber("POS-1")
        .setCompletedAt(Protos.timestamp(completedAt))
        .setUpdatedAt(Protos.timestamp(completedAt))
        .build();
  }
}
