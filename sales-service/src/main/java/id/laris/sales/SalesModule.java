package id.laris.sales;

import id.laris.common.db.ServiceSchema;
import id.laris.common.errors.ConstraintErrors;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
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

/** The configuration of sales, which the suite and the separate process import. */
@Configuration(proxyBeanMethods = false)
// Two services may have a bean of the same short name.
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@EntityScan
@EnableJpaRepositories(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@Import(EventsModule.class)
public class SalesModule {

  /** The full name of the gRPC service, under which background work runs. */
  public static final String SERVICE = Service.SALES.grpcName();

  @Bean
  ServiceSchema salesSchema() {
    return ServiceSchema.of(Service.SALES);
  }

  /**
   * Clients make the ids of lines and payments, so an id that another order has is the client's
   * error.
   */
  @Bean
  ConstraintErrors salesConstraintErrors() {
    return new ConstraintErrors(
        Map.of(
            "order_item_pkey", () -> taken("order item"),
            "order_payment_pkey", () -> taken("payment")));
  }

  private static PosException taken(String resource) {
    return Errors.of(
            Reason.ALREADY_EXISTS,
            "Another order has a %s with this id: use a new id.".formatted(resource))
        .with("resource", resource);
  }
}
