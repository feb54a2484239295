package id.laris.common.auth;

import id.laris.common.Caller;
import id.laris.common.grpc.Authenticator;
import id.laris.common.grpc.Headers;
import io.grpc.Metadata;

/**
 * Authenticates the services of Laris by the service key, and leaves other callers to another
 * authenticator.
 */
final class ServiceAuthenticator implements Authenticator {

  private final ServiceKey serviceKey;
  private final Authenticator others;

  ServiceAuthenticator(ServiceKey serviceKey, Authenticator others) {
    this.serviceKey = serviceKey;
    this.others = others;
  }

  /** Returns the authenticator for callers that are not services of Laris. */
  Authenticator others() {
    return others;
  }

  @Override
  public Caller authenticate(Metadata headers) {
    String shown = headers.get(Headers.SERVICE_KEY);
    // Only the service key gives the scope of services, whatever scopes the other authenticator
    // grants.
    return shown == null
        ? others.authenticate(headers).asUser()
        : serviceKey.caller(shown, headers);
  }
}
