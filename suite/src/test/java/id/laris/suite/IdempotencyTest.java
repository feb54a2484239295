package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import id.laris.common.grpc.Headers;
import id.laris.common.grpc.Rpcs;
import id.laris.pos.v1.CreateActivationCodeResponse;
import id.laris.pos.v1.CreateApiKeyResponse;
import id.laris.pos.v1.IssueGiftCardResponse;
import id.laris.pos.v1.ReplaceGiftCardResponse;
import id.laris.pos.v1.RotateApiKeyResponse;
import id.laris.testkit.Parallel;
import id.laris.testkit.TestCalls;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
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

  /** Calls that find nothing to change in a world, as it is made here. */
  private static final Set<String> WITHOUT_A_CHANGE =
      Set.of(
          "AcknowledgeTransaction",
          "ReleaseBalances",
          "ReleaseReward",
          "RestoreProduct",
          "RestorePromotion",
          "UnfreezeGiftCard");

  @Autowired TestCalls calls;
  @Autowired EveryRpc everyRpc;
  @Autowired Rows rows;

  /**
   * First four times at the same moment, then once more: one world for each RPC proves both, and
   * worlds take most of the time.
   */
  @Test
  void theSameCallUnderTheSameKeyIsDoneOnce() {
    Set<String> done = new TreeSet<>();
    Set<String> refused = new TreeSet<>();
    for (EveryRpc.Callable rpc : writes()) {
      UUID tenant = UUID.randomUUID();
      Message request = new RequestMaker(World.of(calls.as(tenant))).make(rpc.emptyRequest());
      Channel channel = calls.as(tenant, UUID.randomUUID());

      var outcomes = Parallel.times(4, i -> rpc.call(channel, request));

      List<ByteString> answers =
          Parallel.successes(outcomes).stream().map(IdempotencyTest::kept).toList();
      assertThat(answers.stream().distinct()).as("answers of %s", rpc).hasSizeLessThanOrEqualTo(1);
      assertThat(answers.size()).as("%s", rpc).isIn(0, 4);
      if (answers.isEmpty()) {
        refused.add(rpc.name());
      } else {
        isReplayed(rpc, tenant, channel, request, answers.getFirst());
        leavesAnEvent(rpc, tenant);
        done.add(rpc.name());
      }
    }
    // A walk on which nearly everything is refused would prove nothing.
    assertThat(done).as("refused: %s", refused).hasSizeGreaterThan(2 * refused.size());
  }

  private void isReplayed(
      EveryRpc.Callable rpc, UUID tenant, Channel channel, Message request, ByteString answer) {
    String before = rows.fingerprint(tenant);
    AtomicReference<Metadata> headers = new AtomicReference<>();
    Channel watched =
        ClientInterceptors.intercept(
            channel, MetadataUtils.newCaptureMetadataInterceptor(headers, new AtomicReference<>()));

    assertThat(kept(rpc.call(watched, request))).as("%s again", rpc).isEqualTo(answer);
    assertThat(headers.get().get(Headers.IDEMPOTENCY_REPLAYED)).as("%s", rpc).isEqualTo("true");
    assertThat(rows.fingerprint(tenant)).as("rows after %s again", rpc).isEqualTo(before);
  }

  /** The audit is made of events, so a write without one would be missing there. */
  private void leavesAnEvent(EveryRpc.Callable rpc, UUID tenant) {
    if (!WITHOUT_A_CHANGE.contains(rpc.name())) {
      assertThat(rows.callsWithEvents(tenant)).as("calls with events").contains(rpc.toString());
    }
  }

  private List<EveryRpc.Callable> writes() {
    return everyRpc.ofTenants().stream()
        .filter(rpc -> rpc.rpc().repetition() == Rpcs.Repetition.KEYED)
        .toList();
  }

  /** An answer without a secret that is shown once and stored nowhere. */
  private static ByteString kept(Message answer) {
    return switch (answer) {
      case IssueGiftCardResponse issued -> issued.toBuilder().clearCode().build().toByteString();
      case ReplaceGiftCardResponse replaced ->
          replaced.toBuilder().clearCode().build().toByteString();
      case CreateApiKeyResponse made -> made.toBuilder().clearSecret().build().toByteString();
      case RotateApiKeyResponse made -> made.toBuilder().clearSecret().build().toByteString();
      case CreateActivationCodeResponse created ->
          created.toBuilder().clearCode().build().toByteString();
      default -> answer.toByteString();
    };
  }
}
