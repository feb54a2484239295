package id.laris.demo;

import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.CheckRequest;
import id.laris.pos.v1.HealthServiceGrpc;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.InventoryServiceGrpc.InventoryServiceBlockingStub;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A running Laris in development mode, as a user of the tenant. */
final class Laris implements AutoCloseable {

  static final UUID USER = UUID.fromString("00000000-0000-0000-0000-000000000001");

  private static final long DEADLINE_SECONDS = 60;

  private final String target;
  private final ManagedChannel channel;
  private final Channel asUser;

  Laris(String target, UUID tenant) {
    this.target = target;
    this.channel = Grpc.newChannelBuilder(target, InsecureChannelCredentials.create()).build();
    Metadata headers = new Metadata();
    headers.put(key("x-dev-tenant-id"), tenant.toString());
    headers.put(key("x-dev-user-id"), USER.toString());
    headers.put(key("x-dev-membership-id"), USER.toString());
    this.asUser =
        ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  /** Refuses a target where no Laris answers. */
  void requireAnswer() {
    try {
      var _ =
          HealthServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
              .check(CheckRequest.getDefaultInstance());
    } catch (StatusRuntimeException e) {
      throw new DemoException(
          "no Laris answers at %s: start it with ./pos run, or say where it is with --target."
              .formatted(target),
          e);
    }
  }

  CatalogServiceBlockingStub catalog() {
    return CatalogServiceGrpc.newBlockingStub(asUser)
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  InventoryServiceBlockingStub inventory() {
    return InventoryServiceGrpc.newBlockingStub(asUser)
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  SalesServiceBlockingStub sales() {
    return SalesServiceGrpc.newBlockingStub(asUser)
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
