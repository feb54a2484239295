package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Rpcs.Repetition;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The answer to any bad request explains the error, and nothing of a refused request is stored. */
@SuiteWalk
class GarbageTest {

  private static final int REQUESTS_PER_RPC = 40;

  @Autowired TestCalls calls;
  @Autowired EveryRpc everyRpc;
  @Autowired Rows rows;

  private final Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
  private int answered;

  @Test
  void garbageIsRefusedWithAReasonAndStoresNothing() {
    UUID readers = UUID.randomUUID();
    World world = World.of(calls.as(readers));
    for (EveryRpc.Callable rpc : everyRpc.ofTenants()) {
      if (rpc.rpc().repetition() == Repetition.READS) {
        sendGarbage(rpc, readers, world);
      } else {
        // It may delete things that other RPCs need: it has a tenant of its own.
        UUID tenant = UUID.randomUUID();
        sendGarbage(rpc, tenant, World.of(calls.as(tenant)));
      }
    }
    // If all garbage were refused for the same reason, only that reason would be tested.
    assertThat(reasons).hasSizeGreaterThan(5);
    assertThat(answered).isPositive();
  }

  private void sendGarbage(EveryRpc.Callable rpc, UUID tenant, World world) {
    Channel channel = calls.as(tenant);
    RequestMaker requests = new RequestMaker(world);
    GarbageMaker garbage = new GarbageMaker(rpc.name().hashCode(), world);
    long before = rows.count(tenant);
    for (int i = 0; i < REQUESTS_PER_RPC; i++) {
      Message request = garbage.spoil(requests.make(rpc.emptyRequest()));
      try {
        assertThat(rpc.call(channel, request)).isNotNull();
        answered++;
        if (rpc.rpc().repetition() != Repetition.READS) {
          before = rows.count(tenant);
        }
      } catch (StatusRuntimeException e) {
        Reason reason = Reason.valueOf(Refusal.of(e).reason());
        reasons.merge(reason, 1, Integer::sum);
        assertThat(reason)
            .as("%s %s with %s", rpc, e.getStatus(), request)
            .isNotEqualTo(Reason.INTERNAL);
        assertThat(rows.count(tenant))
            .as("rows after %s was refused: %s", rpc, request)
            .isEqualTo(before);
      }
    }
  }

  @Test
  void bytesThatAreNoMessageAreTheCallersError() {
    Random random = new Random(7);
    Channel channel = calls.as(UUID.randomUUID());
    for (EveryRpc.Callable rpc : everyRpc.ofTenants()) {
      for (int i = 0; i < 5; i++) {
        byte[] bytes = new byte[1 + random.nextInt(50)];
        random.nextBytes(bytes);
        // A tag of the wire type 7, which does not exist: no bytes that follow make it a message.
        bytes[0] = 0x0F;
        Refusal.of(
                () -> ClientCalls.blockingUnaryCall(channel, raw(rpc), CallOptions.DEFAULT, bytes))
            .has(Reason.VALIDATION_FAILED)
            .naming("request");
      }
    }
  }

  private static MethodDescriptor<byte[], Message> raw(EveryRpc.Callable rpc) {
    return rpc.method().toBuilder(new Bytes(), rpc.method().getResponseMarshaller()).build();
  }

  /** Sends bytes as they are. */
  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
