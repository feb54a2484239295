package id.laris.staff.apikey;

import id.laris.common.Ids;
import id.laris.common.db.Resource;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.events.types.StaffEvents;
import id.laris.pos.v1.RotateApiKeyRequest;
import id.laris.pos.v1.RotateApiKeyResponse;
import id.laris.staff.role.Scopes;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Gives an API key another secret, which is in the answer to the first call only. The one until now
 * may be accepted for a while, so that a system can change over without a gap.
 *
 * <p>Errors: NOT_FOUND; PERMISSION_DENIED (a key with scopes that the caller lacks);
 * ILLEGAL_STATE_TRANSITION (a revoked key).
 */
@Component
public class RotateApiKey {

  private final Resource<ApiKey, id.laris.pos.v1.ApiKey> keys;
  private final Writes writes;
  private final Clock clock;

  RotateApiKey(Resource<ApiKey, id.laris.pos.v1.ApiKey> keys, Writes writes, Clock clock) {
    this.keys = keys;
    this.writes = writes;
    this.clock = clock;
  }

  public RotateApiKeyResponse run(RotateApiKeyRequest request) {
    ShownSecret shown = new ShownSecret();
    RotateApiKeyResponse answer =
        writes.once(
            request,
            RotateApiKeyResponse.parser(),
            () -> RotateApiKeyResponse.newBuilder().setApiKey(rotate(request, shown)).build());
    return answer.toBuilder().setSecret(shown.text()).build();
  }

  private id.laris.pos.v1.ApiKey rotate(RotateApiKeyRequest request, ShownSecret shown) {
    ApiKey key = keys.lock(Ids.parse(request.getApiKeyId()));
    Scopes.requireOfCaller(key.scopes());
    if (key.isRevoked()) {
      throw Errors.wrongState("api key", key.id(), "REVOKED", "one that is in use");
    }
    ApiKeySecret secret = ApiKeySecret.draw();
    key.rotate(secret, clock.instant(), Duration.ofSeconds(request.getOverlap().getSeconds()));
    shown.afterCommit(secret);
    return keys.store(key, StaffEvents.API_KEY_ROTATED);
  }
}
