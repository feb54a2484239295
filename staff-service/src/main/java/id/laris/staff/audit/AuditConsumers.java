package id.laris.staff.audit;

import id.laris.common.db.EventTypes;
import id.laris.events.types.AllEvents;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** A consumer of the audit for each service that writes events. */
@Configuration(proxyBeanMethods = false)
@Import(AuditConsumers.Registrar.class)
class AuditConsumers {

  /** Registers them, so that a new service has one without a line here. */
  static class Registrar implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
      for (EventTypes events : AllEvents.byService()) {
        registry.registerBean(
            "auditOf" + events.service(),
            AuditConsumer.class,
            bean ->
                bean.supplier(
                    context -> new AuditConsumer(events, context.bean(AuditTrail.class))));
      }
    }
  }
}
