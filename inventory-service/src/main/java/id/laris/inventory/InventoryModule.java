package id.laris.inventory;

import id.laris.common.db.ServiceSchema;
import id.laris.common.errors.ConstraintErrors;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.events.EventsModule;
import id.laris.pos.Service;
import java.util.Map;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** The configuration of inventory, which the suite and the separate process import. */
@Configuration(proxyBeanMethods = false)
// Two services may have a bean of the same short name.
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@EntityScan
@EnableJpaRepositories(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@Import(EventsModule.class)
public class InventoryModule {

  /** The full name of the gRPC service, under which background work runs. */
  public static final String SERVICE = Service.INVENTORY.grpcName();

  @Bean
  ServiceSchema inventorySchema() {
    return ServiceSchema.of(Service.INVENTORY);
  }

  @Bean
  ConstraintErrors inventoryConstraintErrors() {
    return new ConstraintErrors(
        Map.of(
            "location_code_key",
            () ->
                Errors.of(Reason.ALREADY_EXISTS, "Another location has this code: choose another.")
                    .with("resource", "location")
                    .with("field", "code")));
  }
}
