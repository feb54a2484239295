package id.laris.staff.apikey;

import id.laris.common.db.Resource;
import id.laris.common.db.Resources;
import id.laris.common.db.TenantRow;
import id.laris.events.types.StaffEvents;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** API keys as a resource; {@link CreateApiKey} and the others make and change them. */
@Configuration(proxyBeanMethods = false)
class ApiKeyResource {

  @Bean
  Resource<ApiKey, id.laris.pos.v1.ApiKey> apiKeyResource(
      Resources resources, ApiKeys keys, ApiKeyUses uses) {
    return resources
        .of("api key", keys, StaffEvents.API_KEY)
        .content(key -> key.toProto(null))
        .show(found -> shown(found, uses))
        .build();
  }

  private static List<id.laris.pos.v1.ApiKey> shown(List<ApiKey> found, ApiKeyUses uses) {
    Map<UUID, Instant> used = uses.of(found.stream().map(TenantRow::id).toList());
    return found.stream().map(key -> key.toProto(used.get(key.id()))).toList();
  }
}
