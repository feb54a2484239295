package id.laris.staff.apikey;

import id.laris.common.Ids;
import id.laris.common.db.Resource;
import id.laris.common.db.Writes;
import id.laris.events.types.StaffEvents;
import id.laris.pos.v1.RevokeApiKeyRequest;
import id.laris.pos.v1.RevokeApiKeyResponse;
import id.laris.staff.role.Scopes;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Revokes an API key for good: every process refuses it within five seconds.
 *
 * <p>Errors: NOT_FOUND; PERMISSION_DENIED (a key with scopes that the caller lacks).
 */
@Component
public class RevokeApiKey {

  private final Resource<ApiKey, id.laris.pos.v1.ApiKey> keys;
  private final Writes writes;
  private final Clock clock;

  RevokeApiKey(Resource<ApiKey, id.laris.pos.v1.ApiKey> keys, Writes writes, Clock clock) {
    this.keys = keys;
    this.writes = writes;
    this.clock = clock;
  }

  public RevokeApiKeyResponse run(RevokeApiKeyRequest request) {
    return writes.once(
        request,
        RevokeApiKeyResponse.parser(),
        () -> {
          ApiKey key = keys.lock(Ids.parse(request.getApiKeyId()));
          Scopes.requireOfCaller(key.scopes());
          if (!key.isRevoked()) {
            key.revoke(clock.instant());
          }
          return RevokeApiKeyResponse.newBuilder()
              .setApiKey(keys.store(key, StaffEvents.API_KEY_REVOKED))
              .build();
        });
  }
}
