package id.laris.testkit;

import id.laris.common.grpc.Headers;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.util.UUID;

/**
 * Calls to the server under test, as tills make them: through gRPC, with the headers of development
 * mode.
 */
public final class TestCalls implements AutoCloseable {

  /** The largest answer that the server may give, and requests above the limit of 4 MiB too. */
  private static final int ROOMY = 64 * 1024 * 1024;

  private final ManagedChannel channel;

  TestCalls(String inProcessName) {
    this.channel =
        InProcessChannelBuilder.forName(inProcessName)
            .maxInboundMessageSize(ROOMY)
            .intercept(new FieldPaths())
            .build();
  }

  /** Calls as a user of the given tenant with every scope. */
  public Channel as(UUID tenantId) {
    return with(headers(tenantId));
  }

  /** Calls as a user of the given tenant with these scopes only, separated by spaces. */
  public Channel as(UUID tenantId, String scopes) {
    Metadata headers = headers(tenantId);
    headers.put(Headers.DEV_SCOPES, scopes);
    return with(headers);
  }

  /** Calls under an idempotency key. */
  public Channel as(UUID tenantId, UUID idempotencyKey) {
    Metadata headers = headers(tenantId);
    headers.put(Headers.IDEMPOTENCY_KEY, idempotencyKey.toString());
    return with(headers);
  }

  /** Calls with exactly these headers. */
  public Channel with(Metadata headers) {
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  /** The headers of development mode. */
  public static Metadata headers(UUID tenantId) {
    Metadata headers = new Metadata();
    headers.put(Headers.DEV_TENANT_ID, tenantId.toString());
    headers.put(Headers.DEV_USER_ID, "00000000-0000-0000-0000-000000000001");
    headers.put(Headers.DEV_MEMBERSHIP_ID, "00000000-0000-0000-0000-000000000001");
    return headers;
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
