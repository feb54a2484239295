package id.laris.payment.webhook;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where the webhook listens. */
@Component
class WebhookSettings {

  private final String address;
  private final int port;

  WebhookSettings(
      @Value("${spring.grpc.server.address}") String address, @Value("${pos.http-port}") int port) {
    this.address = address;
    this.port = port;
  }

  /**
   * The same that gRPC listens on: this machine only, unless POS_BIND or authentication says more.
   */
  String address() {
    return address;
  }

  int port() {
    return port;
  }
}
