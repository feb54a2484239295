package id.laris.suite;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests whose calls go through the network, each as a tenant of its own. */
@SuiteWalk
abstract class NetworkCalls {

  @Autowired Network network;

  final UUID tenant = UUID.randomUUID();
  Channel channel;
  private ManagedChannel connection;

  @BeforeEach
  void connect() {
    connection = network.connect();
    channel = Network.as(tenant, connection);
  }

  @AfterEach
  void disconnect() {
    connection.shutdownNow();
  }
}
