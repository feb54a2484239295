package id.laris.payment.webhook;

import java.net.InetAddress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The address and port of the webhook. */
@Component
class WebhookSettings {

  private final InetAddress address;
  private final int port;

  WebhookSettings(
      @Value("${spring.grpc.server.address}") InetAddress address,
      @Value("${pos.http-port}") int port) {
    this.address = address;
    this.port = port;
  }

  /**
   * Returns the address of the gRPC server: this machine only, unless POS_BIND or authentication
   * allows more.
   */
  InetAddress address() {
    return address;
  }

  int port() {
    return port;
  }
}
