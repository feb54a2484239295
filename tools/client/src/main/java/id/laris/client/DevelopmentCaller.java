package id.laris.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.stub.MetadataUtils;
import java.util.List;
import java.util.UUID;

/** A user of a tenant in development mode: by headers, without a token. */
public final class DevelopmentCaller implements ClientInterceptor {

  private static final String TENANT_ID = "x-dev-tenant-id";
  private static final String USER_ID = "x-dev-user-id";
  private static final String MEMBERSHIP_ID = "x-dev-membership-id";

  private final UUID tenantId;
  private final UUID userId;
  private final ClientInterceptor headers;

  /** A user of the tenant, whose membership has the same id. */
  public DevelopmentCaller(UUID tenantId, UUID userId) {
    this.tenantId = tenantId;
    this.userId = userId;
    Metadata metadata = new Metadata();
    metadata.put(key(TENANT_ID), tenantId.toString());
    metadata.put(key(USER_ID), userId.toString());
    metadata.put(key(MEMBERSHIP_ID), userId.toString());
    this.headers = MetadataUtils.newAttachHeadersInterceptor(metadata);
  }

  /** Some user of the tenant. */
  public static DevelopmentCaller of(UUID tenantId) {
    return new DevelopmentCaller(tenantId, UUID.randomUUID());
  }

  /** The headers as grpcurl takes them, each after an option {@code -H}. */
  public List<String> lines() {
    return List.of(
        TENANT_ID + ": " + tenantId, USER_ID + ": " + userId, MEMBERSHIP_ID + ": " + userId);
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return headers.interceptCall(method, options, next);
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}
