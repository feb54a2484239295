package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.PaginationRequest;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.Channel;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A page token that no list has made is refused, by every list. */
@SuiteWalk
class PageTokensTest {

  private static final List<String> MALFORMED =
      List.of(
          "1-1-1-1-1",
          "x",
          "0",
          "00000000-0000-0000-0000-00000000001",
          "00000000-0000-0000-0000-0000000000001",
          "0000000000000000-0000-0000-0000-0001",
          "{00000000-0000-0000-0000-000000000001}",
          "00000000000000000000000000000001");

  @Autowired TestCalls calls;
  @Autowired EveryRpc everyRpc;

  @Test
  void everyListRefusesMalformedTokens() {
    Channel owner = calls.as(UUID.randomUUID());
    RequestMaker requests = new RequestMaker(World.of(owner));
    List<EveryRpc.Callable> lists =
        everyRpc.ofTenants().stream().filter(rpc -> pagination(rpc) != null).toList();
    assertThat(lists).hasSizeGreaterThan(15);

    for (EveryRpc.Callable list : lists) {
      Message request = requests.make(list.emptyRequest());
      for (String token : MALFORMED) {
        Refusal.of(() -> list.call(owner, withToken(list, request, token)))
            .has(Reason.INVALID_PAGE_TOKEN);
      }
    }
  }

  private static Message withToken(EveryRpc.Callable list, Message request, String token) {
    return request.toBuilder()
        .setField(
            Objects.requireNonNull(pagination(list)),
            PaginationRequest.newBuilder().setPageSize(2).setPageToken(token).build())
        .build();
  }

  private static @Nullable FieldDescriptor pagination(EveryRpc.Callable rpc) {
    return rpc.emptyRequest().getDescriptorForType().getFields().stream()
        .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.MESSAGE)
        .filter(field -> field.getMessageType().equals(PaginationRequest.getDescriptor()))
        .findFirst()
        .orElse(null);
  }
}
