package id.laris.common.auth;

import id.laris.common.Caller;
import id.laris.common.Uuids;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Headers;
import io.grpc.Metadata;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;

/**
 * The secret by which the services of Laris authenticate each other for work without a caller:
 * reading each other's events, and recovery after a crash. A caller with the key acts for the
 * tenant that its headers name.
 */
public final class ServiceKey {

  private final String secret;

  ServiceKey(String secret) {
    this.secret = secret;
  }

  /** Returns the headers of a call for a tenant. */
  public Metadata credentials(UUID tenantId) {
    Metadata headers = new Metadata();
    headers.put(Headers.SERVICE_KEY, secret);
    headers.put(Headers.SERVICE_TENANT_ID, tenantId.toString());
    return headers;
  }

  /** The service that calls. */
  Caller caller(String shown, Metadata headers) {
    boolean right =
        MessageDigest.isEqual(
            shown.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    if (!right) {
      throw Errors.unauthenticated(
          "The service key is wrong: set POS_SERVICE_KEY to the same value in every service.");
    }
    String tenant = headers.get(Headers.SERVICE_TENANT_ID);
    return Uuids.parse(tenant == null ? "" : tenant)
        .map(Caller::service)
        .orElseThrow(
            () ->
                Errors.unauthenticated(
                    "A call with the service key needs a UUID in the header %s."
                        .formatted(Headers.SERVICE_TENANT_ID.name())));
  }
}
