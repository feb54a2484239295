package id.laris.torture.check;

import id.laris.client.LarisClient;
import id.laris.pos.v1.ListOrdersRequest;
import id.laris.pos.v1.ListOrdersResponse;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.torture.history.Digest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** All orders as the API answers them, as digests by their ids. */
final class AnsweredOrders {

  private static final int PAGE = 100;

  private final int port;

  AnsweredOrders(int port) {
    this.port = port;
  }

  Map<String, String> read(List<String> tenants) {
    Map<String, String> digests = new HashMap<>();
    try (LarisClient client = LarisClient.atPort(port)) {
      tenants.forEach(tenant -> read(client.as(UUID.fromString(tenant)).sales(), digests));
    }
    return digests;
  }

  private static void read(
      SalesServiceGrpc.SalesServiceBlockingStub sales, Map<String, String> digests) {
    String token = "";
    do {
      ListOrdersResponse page =
          sales.listOrders(
              ListOrdersRequest.newBuilder()
                  .setPagination(
                      PaginationRequest.newBuilder().setPageSize(PAGE).setPageToken(token))
                  .build());
      page.getOrdersList().forEach(order -> digests.put(order.getId(), Digest.ofClosed(order)));
      token = page.getPagination().getNextPageToken();
    } while (!token.isEmpty());
  }
}
