package id.laris.payment;

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

/** The payment service, which the suite and the standalone process import. */
@Configuration(proxyBeanMethods = false)
// Two services may have a bean of the same short name.
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@EntityScan
@EnableJpaRepositories(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@Import(EventsModule.class)
public class PaymentModule {

  /** The full name of the gRPC service, under which background work runs. */
  public static final String SERVICE = Service.PAYMENT.grpcName();

  @Bean
  ServiceSchema paymentSchema() {
    return ServiceSchema.of(Service.PAYMENT);
  }

  @Bean
  ConstraintErrors paymentConstraintErrors() {
    return new ConstraintErrors(
        Map.of(
            "payment_refund_key",
            () ->
                Errors.of(
                        Reason.ALREADY_EXISTS,
                        "The refund_key is already used by another refund: use another key.")
                    .with("resource", "refund")
                    .with("field", "refund_key")));
  }
}
