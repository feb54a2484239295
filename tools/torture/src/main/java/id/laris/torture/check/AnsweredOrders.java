package id.laris.torture.check;

import id.laris.pos.v1.ListOrdersRequest;
import id.laris.pos.v1.ListOrdersResponse;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.torture.history.Digest;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
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
    ManagedChannel channel =
        Grpc.newChannelBuilderForAddress("127.0.0.1", port, InsecureChannelCredentials.create())
            .build();
    try {
      for (String tenant : tenants) {
        read(
            SalesServiceGrpc.newBlockingStub(
                ClientInterceptors.intercept(
                    channel, MetadataUtils.newAttachHeadersInterceptor(headers(tenant)))),
            digests);
      }
    } finally {
      channel.shutdownNow();
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

  static Metadata headers(String tenant) {
    Metadata headers = new Metadata();
    for (String name : List.of("tenant", "user", "membership")) {
      headers.put(
          Metadata.Key.of("x-dev-" + name + "-id", Metadata.ASCII_STRING_MARSHALLER),
          name.equals("tenant") ? tenant : new UUID(1, 1).toString());
    }
    return headers;
  }
}
