package id.laris.common.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.protobuf.Empty;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.protobuf.ProtoUtils;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitInterceptorTest {

  private static final SocketAddress TILL = new InetSocketAddress("10.0.0.1", 40_000);
  private static final SocketAddress SAME_TILL = new InetSocketAddress("10.0.0.1", 40_001);
  private static final SocketAddress OTHER_TILL = new InetSocketAddress("10.0.0.2", 40_000);

  /** Begins where the nanoseconds overflow soon, because they may. */
  private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1_000_000_000);

  private RateLimitInterceptor limit(int callsPerSecond) {
    return new RateLimitInterceptor(callsPerSecond, nanoTime::get);
  }

  private void advance(Duration duration) {
    nanoTime.addAndGet(duration.toNanos());
  }

  @Test
  void letsABurstOfTwoSecondsThroughAndThenTheRate() {
    RateLimitInterceptor limit = limit(10);

    assertThat(admitted(limit, TILL, 100)).isEqualTo(20);
    advance(Duration.ofMillis(500));
    assertThat(admitted(limit, TILL, 100)).isEqualTo(5);
    advance(Duration.ofHours(1));
    assertThat(admitted(limit, TILL, 100)).isEqualTo(20);
  }

  @Test
  void saysWhenToTryAgain() {
    RateLimitInterceptor limit = limit(10);
    admitted(limit, TILL, 20);

    assertThatExceptionOfType(PosException.class)
        .isThrownBy(() -> call(limit, TILL))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.RATE_LIMITED))
        .satisfies(e -> assertThat(e.retryAfter()).contains(Duration.ofMillis(100)));

    advance(Duration.ofMillis(100));
    assertThat(admitted(limit, TILL, 2)).isEqualTo(1);
  }

  @Test
  void countsAnAddressAcrossItsConnectionsAndApartFromOthers() {
    RateLimitInterceptor limit = limit(1);

    assertThat(admitted(limit, TILL, 1)).isEqualTo(1);
    assertThat(admitted(limit, SAME_TILL, 5)).isEqualTo(1);
    assertThat(admitted(limit, OTHER_TILL, 5)).isEqualTo(2);
  }

  @Test
  void doesNotCountCallsInsideTheProcess() {
    SocketAddress inProcess = new SocketAddress() {};

    assertThat(admitted(limit(1), inProcess, 100)).isEqualTo(100);
  }

  @Test
  void isOffByDefault() {
    assertThat(admitted(limit(0), TILL, 1_000)).isEqualTo(1_000);
  }

  @Test
  void refusesANegativeRate() {
    assertThatIllegalStateException()
        .isThrownBy(() -> limit(-1))
        .withMessageContaining("POS_RATE_LIMIT");
  }

  @Test
  void forgetsIdleAddressesAndOnlyThose() {
    RateLimitInterceptor limit = limit(10);
    for (int i = 0; i < 250; i++) {
      call(limit, new InetSocketAddress("10.0.1." + i, 40_000));
    }
    advance(Duration.ofMillis(1_900));
    admitted(limit, TILL, 20);
    assertThat(limit.addresses()).isEqualTo(251);

    advance(Duration.ofMillis(100));
    assertThat(admitted(limit, TILL, 20)).as("the busy one is remembered").isEqualTo(1);

    assertThat(limit.addresses()).isEqualTo(1);
  }

  private static int admitted(RateLimitInterceptor limit, SocketAddress from, int calls) {
    int admitted = 0;
    for (int i = 0; i < calls; i++) {
      try {
        call(limit, from);
        admitted++;
      } catch (PosException e) {
        assertThat(e.reason()).isEqualTo(Reason.RATE_LIMITED);
      }
    }
    return admitted;
  }

  private static void call(RateLimitInterceptor limit, SocketAddress from) {
    limit.interceptCall(
        new CallFrom(from), new Metadata(), (call, headers) -> new ServerCall.Listener<>() {});
  }

  /** A call for which only the sender matters. */
  private static final class CallFrom extends ServerCall<Empty, Empty> {

    private final SocketAddress address;

    CallFrom(SocketAddress address) {
      this.address = address;
    }

    @Override
    public Attributes getAttributes() {
      return Attributes.newBuilder().set(Grpc.TRANSPORT_ATTR_REMOTE_ADDR, address).build();
    }

    @Override
    public MethodDescriptor<Empty, Empty> getMethodDescriptor() {
      return MethodDescriptor.<Empty, Empty>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("pos.v1.TestService/Test")
          .setRequestMarshaller(ProtoUtils.marshaller(Empty.getDefaultInstance()))
          .setResponseMarshaller(ProtoUtils.marshaller(Empty.getDefaultInstance()))
          .build();
    }

    @Override
    public void request(int messages) {}

    @Override
    public void sendHeaders(Metadata headers) {}

    @Override
    public void sendMessage(Empty message) {}

    @Override
    public void close(Status status, Metadata trailers) {}

    @Override
    public boolean isCancelled() {
      return false;
    }
  }
}
