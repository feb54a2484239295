package id.laris.suite;

import id.laris.testkit.FieldPaths;
import id.laris.testkit.TestCalls;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.util.List;
import java.util.UUID;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.stereotype.Component;

/** Calls that go through the network, as those of a client with default settings do. */
@Component
final class Network {

  private final List<GrpcServerLifecycle> servers;

  Network(List<GrpcServerLifecycle> servers) {
    this.servers = servers;
  }

  /** A new connection, which the caller must close. */
  ManagedChannel connect() {
    return builder().build();
  }

  ManagedChannelBuilder<?> builder() {
    return Grpc.newChannelBuilderForAddress(
            "127.0.0.1", port(), InsecureChannelCredentials.create())
        .intercept(new FieldPaths());
  }

  /** The port on loopback. */
  int port() {
    return servers.stream()
        .mapToInt(GrpcServerLifecycle::getPort)
        .filter(candidate -> candidate > 0)
        .findFirst()
        .orElseThrow();
  }

  /** Host and port, as tools take them. */
  String address() {
    return "127.0.0.1:" + port();
  }

  /** Calls as a user of the tenant with every scope. */
  static Channel as(UUID tenant, Channel channel) {
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(TestCalls.headers(tenant)));
  }
}
