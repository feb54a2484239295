package id.laris.common.auth;

import id.laris.common.Caller;
import id.laris.common.grpc.Authenticator;
import id.laris.common.grpc.Headers;
import io.grpc.Metadata;

/** Knows our own services by the service key; for everybody else asks the other authenticator. */
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
    // Whatever scopes the others hand out: only the key makes a service.
    return shown == null
        ? others.authenticate(headers).asUser()
        : serviceKey.caller(shown, headers);
  }
}
