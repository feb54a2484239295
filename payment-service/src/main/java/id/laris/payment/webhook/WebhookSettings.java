package id.laris.payment.webhook;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The address and port of the webhook. */
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
   * Returns the address of the gRPC server: this machine only, unless POS_BIND or authentication
   * allows more.
   */
  String address() {
    return address;
  }

  int port() {
    return port;
  }
}
