package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import id.laris.common.grpc.Headers;
import id.laris.common.grpc.Rpcs;
import id.laris.pos.v1.CreateActivationCodeResponse;
import id.laris.pos.v1.IssueGiftCardResponse;
import id.laris.pos.v1.ReplaceGiftCardResponse;
import id.laris.testkit.Parallel;
import id.laris.testkit.TestCalls;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A write that is repeated under its key is done once: every RPC that writes. */
@SuiteWalk
class IdempotencyTest {

  @Autowired TestCalls calls;
  @Autowired EveryRpc everyRpc;
  @Autowired Rows rows;

  @Test
  void theSameCallUnderTheSameKeyHasTheSameAnswerAndChangesNothingMore() {
    Set<String> done = new TreeSet<>();
    Set<String> refused = new TreeSet<>();
    for (EveryRpc.Callable rpc : writes()) {
      UUID tenant = UUID.randomUUID();
      Message request = new RequestMaker(World.of(calls.as(tenant))).make(rpc.emptyRequest());
      Channel channel = calls.as(tenant, UUID.randomUUID());
      Message first;
      try {
        first = rpc.call(channel, request);
      } catch (StatusRuntimeException e) {
        assertThat(outcome(rpc, channel, request))
            .as("%s again", rpc)
            .isEqualTo(e.getStatus().getCode());
        refused.add(rpc.name());
        continue;
      }
      String after = rows.fingerprint(tenant);
      AtomicReference<Metadata> headers = new AtomicReference<>();
      Channel watched =
          ClientInterceptors.intercept(
              channel,
              MetadataUtils.newCaptureMetadataInterceptor(headers, new AtomicReference<>()));

      assertThat(kept(rpc.call(watched, request))).as("%s again", rpc).isEqualTo(kept(first));
      assertThat(headers.get().get(Headers.IDEMPOTENCY_REPLAYED)).as("%s", rpc).isEqualTo("true");
      assertThat(rows.fingerprint(tenant)).as("rows after %s again", rpc).isEqualTo(after);
      done.add(rpc.name());
    }
    // A walk on which nearly everything is refused would prove nothing.
    assertThat(done).as("refused: %s", refused).hasSizeGreaterThan(2 * refused.size());
  }

  @Test
  void theSameCallAtTheSameTimeIsDoneOnce() {
    for (EveryRpc.Callable rpc : writes()) {
      UUID tenant = UUID.randomUUID();
      Message request = new RequestMaker(World.of(calls.as(tenant))).make(rpc.emptyRequest());
      Channel channel = calls.as(tenant, UUID.randomUUID());

      var outcomes = Parallel.times(4, i -> rpc.call(channel, request));

      assertThat(Parallel.successes(outcomes).stream().map(IdempotencyTest::kept).distinct())
          .as("answers of %s", rpc)
          .hasSizeLessThanOrEqualTo(1);
      assertThat(Parallel.successes(outcomes).size()).as("%s", rpc).isIn(0, 4);
    }
  }

  private List<EveryRpc.Callable> writes() {
    return everyRpc.ofTenants().stream()
        .filter(rpc -> rpc.rpc().repetition() == Rpcs.Repetition.KEYED)
        .toList();
  }

  /** An answer without the secret in it, which is shown once and stored nowhere. */
  private static ByteString kept(Message answer) {
    return switch (answer) {
      case IssueGiftCardResponse issued -> issued.toBuilder().clearCode().build().toByteString();
      case ReplaceGiftCardResponse replaced ->
          replaced.toBuilder().clearCode().build().toByteString();
      case CreateActivationCodeResponse created ->
          created.toBuilder().clearCode().build().toByteString();
      default -> answer.toByteString();
    };
  }

  private static Status.Code outcome(EveryRpc.Callable rpc, Channel channel, Message request) {
    try {
      var _ = rpc.call(channel, request);
      return Status.Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    }
  }
}
