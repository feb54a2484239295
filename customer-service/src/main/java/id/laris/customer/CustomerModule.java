package id.laris.customer;

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

/** The configuration of customers, which the suite and the separate process import. */
@Configuration(proxyBeanMethods = false)
// Two services may have a bean of the same short name.
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@EntityScan
@EnableJpaRepositories(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@Import(EventsModule.class)
public class CustomerModule {

  /** The full name of the gRPC service, under which background work runs. */
  public static final String SERVICE = Service.CUSTOMER.grpcName();

  @Bean
  ServiceSchema customerSchema() {
    return ServiceSchema.of(Service.CUSTOMER);
  }

  @Bean
  ConstraintErrors customerConstraintErrors() {
    return new ConstraintErrors(
        Map.of(
            "customer_email_key",
            () ->
                Errors.of(
                        Reason.CUSTOMER_EMAIL_EXISTS,
                        "Another customer has this e-mail address: use that customer, or merge the two.")
                    .with("resource", "customer")
                    .with("field", "email")));
  }
}
