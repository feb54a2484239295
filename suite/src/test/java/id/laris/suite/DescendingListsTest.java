package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.PaginationResponse;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every list that can be read newest first has the same rows as the other way round. */
@SuiteWalk
class DescendingListsTest {

  /** The lists of histories, and the RPC that adds to each where its world has one only. */
  private static final Map<String, String> ADDED_BY =
      new TreeMap<>(
          Map.of(
              "ListOrders", "CreateOrder",
              "ListPrices", "SetPrice",
              "ListStockMovements", "AdjustStock",
              "ListTransfers", "CreateTransfer",
              "ListPurchaseOrders", "CreatePurchaseOrder",
              "ListCounts", "StartCount",
              "ListTransactions", "Charge",
              "ListReturns", "",
              "ListTimeEntries", "",
              "ListCommissions", ""));

  @Autowired EveryRpc everyRpc;
  @Autowired TestCalls calls;

  @Test
  void descendingIsAscendingFromTheEnd() {
    Channel channel = calls.as(UUID.randomUUID());
    RequestMaker requests = new RequestMaker(World.of(channel));
    List<EveryRpc.Callable> lists =
        everyRpc.ofTenants().stream().filter(rpc -> descending(rpc) != null).toList();
    assertThat(lists).extracting(EveryRpc.Callable::name).hasSameElementsAs(ADDED_BY.keySet());
    for (EveryRpc.Callable list : lists) {
      add(Objects.requireNonNull(ADDED_BY.get(list.name())), channel, requests);

      List<Object> ascending = read(list, channel, false);
      List<Object> descending = read(list, channel, true);

      assertThat(ascending).as(list.name()).hasSizeGreaterThan(1);
      assertThat(descending).as(list.name()).isEqualTo(ascending.reversed());
      for (boolean direction : new boolean[] {true, false}) {
        String token = token(list.call(channel, page(list, direction, "")));
        Refusal.of(() -> list.call(channel, page(list, !direction, token)))
            .has(Reason.INVALID_PAGE_TOKEN);
      }
    }
  }

  private void add(String rpc, Channel channel, RequestMaker requests) {
    if (rpc.isEmpty()) {
      return;
    }
    EveryRpc.Callable adding =
        everyRpc.ofTenants().stream()
            .filter(any -> any.name().equals(rpc))
            .findFirst()
            .orElseThrow();
    Message request = requests.make(adding.emptyRequest());
    FieldDescriptor minQuantity = request.getDescriptorForType().findFieldByName("min_quantity");
    for (int i = 0; i < 2; i++) {
      var _ =
          adding.call(
              channel,
              minQuantity == null
                  ? request
                  : request.toBuilder().setField(minQuantity, 10L + i).build());
    }
  }

  private static List<Object> read(EveryRpc.Callable list, Channel channel, boolean descending) {
    List<Object> rows = new ArrayList<>();
    String token = "";
    do {
      Message page = list.call(channel, page(list, descending, token));
      FieldDescriptor items =
          page.getDescriptorForType().getFields().stream()
              .filter(FieldDescriptor::isRepeated)
              .findFirst()
              .orElseThrow();
      rows.addAll((List<?>) page.getField(items));
      token = token(page);
    } while (!token.isEmpty());
    return rows;
  }

  private static Message page(EveryRpc.Callable list, boolean descending, String token) {
    FieldDescriptor pagination =
        list.emptyRequest().getDescriptorForType().findFieldByName("pagination");
    return list.emptyRequest().toBuilder()
        .setField(descending(list), descending)
        .setField(
            pagination, PaginationRequest.newBuilder().setPageSize(1).setPageToken(token).build())
        .build();
  }

  private static String token(Message page) {
    return ((PaginationResponse)
            page.getField(page.getDescriptorForType().findFieldByName("pagination")))
        .getNextPageToken();
  }

  private static FieldDescriptor descending(EveryRpc.Callable list) {
    return list.emptyRequest().getDescriptorForType().findFieldByName("descending");
  }
}
