package id.laris.staff.apikey;

import id.laris.common.Ids;
import id.laris.common.db.Resource;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.events.types.StaffEvents;
import id.laris.pos.v1.CreateApiKeyRequest;
import id.laris.pos.v1.CreateApiKeyResponse;
import id.laris.staff.role.Scopes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Creates an API key. Its secret is in the answer to the first call only, and stored nowhere.
 *
 * <p>Errors: ALREADY_EXISTS (id with other content); PERMISSION_DENIED (scopes that the caller
 * lacks); VALIDATION_FAILED (unknown scopes, or a time in the past).
 */
@Component
public class CreateApiKey {

  private final Resource<ApiKey, id.laris.pos.v1.ApiKey> resource;
  private final ApiKeys keys;
  private final Writes writes;
  private final Clock clock;

  CreateApiKey(
      Resource<ApiKey, id.laris.pos.v1.ApiKey> resource, ApiKeys keys, Writes writes, Clock clock) {
    this.resource = resource;
    this.keys = keys;
    this.writes = writes;
    this.clock = clock;
  }

  public CreateApiKeyResponse run(CreateApiKeyRequest request) {
    Scopes.requireKnown("scopes", request.getScopesList());
    Scopes.requireOfCaller(request.getScopesList());
    requireNoKeysByKeys(request.getScopesList());
    ShownSecret shown = new ShownSecret();
    CreateApiKeyResponse answer =
        writes.once(
            request,
            CreateApiKeyResponse.parser(),
            () -> CreateApiKeyResponse.newBuilder().setApiKey(create(request, shown)).build());
    return answer.toBuilder().setSecret(shown.text()).build();
  }

  private id.laris.pos.v1.ApiKey create(CreateApiKeyRequest request, ShownSecret shown) {
    ApiKey wanted =
        new ApiKey(
            Ids.orNext(request.getId()),
            request.getName(),
            request.getScopesList(),
            expiresAt(request));
    Optional<ApiKey> stored =
        keys.storedBefore(request.getId(), "api key", wanted, CreateApiKey::content);
    if (stored.isPresent()) {
      return resource.show(stored.get());
    }
    requireFuture(request, clock.instant());
    ApiKeySecret secret = ApiKeySecret.draw();
    wanted.take(secret);
    shown.afterCommit(secret);
    return resource.store(wanted, StaffEvents.API_KEY.created());
  }

  /** A key that makes keys would outlive its expiry, and its end. */
  private static void requireNoKeysByKeys(List<String> scopes) {
    int index = scopes.indexOf("keys.write");
    if (index >= 0) {
      throw Errors.invalid(
          "scopes[%d]".formatted(index), "cannot be given to a key: people make keys");
    }
  }

  private static @Nullable Instant expiresAt(CreateApiKeyRequest request) {
    return request.hasExpiresAt() ? Protos.instant("expires_at", request.getExpiresAt()) : null;
  }

  private static void requireFuture(CreateApiKeyRequest request, Instant now) {
    Instant expiresAt = expiresAt(request);
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      throw Errors.invalid("expires_at", "must be in the future: the time is now " + now);
    }
  }

  /** The choices of the client for a key, which never change. */
  private static id.laris.pos.v1.ApiKey content(ApiKey key) {
    id.laris.pos.v1.ApiKey shown = key.toProto(null);
    return id.laris.pos.v1.ApiKey.newBuilder()
        .setName(shown.getName())
        .addAllScopes(shown.getScopesList())
        .setExpiresAt(shown.getExpiresAt())
        .build();
  }
}
