package id.laris.sales;

import id.laris.common.db.ServiceSchema;
import id.laris.events.EventsModule;
import id.laris.pos.Service;
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
}
