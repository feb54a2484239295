package id.laris.promotion;

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

/** The configuration of promotions, which the suite and the separate process import. */
@Configuration(proxyBeanMethods = false)
// Two services may have a bean of the same short name.
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@EntityScan
@EnableJpaRepositories(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@Import(EventsModule.class)
public class PromotionModule {

  /** The full name of the gRPC service, under which background work runs. */
  public static final String SERVICE = Service.PROMOTION.grpcName();

  @Bean
  ServiceSchema promotionSchema() {
    return ServiceSchema.of(Service.PROMOTION);
  }

  @Bean
  ConstraintErrors promotionConstraintErrors() {
    return new ConstraintErrors(
        Map.of(
            "coupon_code_key",
            () ->
                Errors.of(
                        Reason.COUPON_CODE_EXISTS,
                        "Another coupon has this code, apart from capitals, spaces and hyphens: choose another.")
                    .with("resource", "coupon")
                    .with("field", "code")));
  }
}
