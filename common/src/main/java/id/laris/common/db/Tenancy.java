package id.laris.common.db;

import id.laris.common.Caller;
import java.util.Map;
import java.util.UUID;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.stereotype.Component;

/**
 * Tells Hibernate the tenant whose rows it reads and writes: the caller's. Without a caller it is
 * the nil UUID, which has no rows.
 */
@Component
class Tenancy implements CurrentTenantIdentifierResolver<UUID>, HibernatePropertiesCustomizer {

  private static final UUID NOBODY = new UUID(0, 0);

  @Override
  public UUID resolveCurrentTenantIdentifier() {
    return Caller.isPresent() ? Caller.current().tenantId() : NOBODY;
  }

  @Override
  public boolean validateExistingCurrentSessions() {
    return true;
  }

  @Override
  public void customize(Map<String, Object> hibernateProperties) {
    hibernateProperties.put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER, this);
  }
}
