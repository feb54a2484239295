package id.laris.staff;

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

/** The configuration of staff, which the suite and the separate process import. */
@Configuration(proxyBeanMethods = false)
// Two services may have a bean of the same short name.
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@EntityScan
@EnableJpaRepositories(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@Import(EventsModule.class)
public class StaffModule {

  /** The full name of the gRPC service, under which background work runs. */
  public static final String SERVICE = Service.STAFF.grpcName();

  @Bean
  ServiceSchema staffSchema() {
    return ServiceSchema.of(Service.STAFF);
  }

  @Bean
  ConstraintErrors staffConstraintErrors() {
    return new ConstraintErrors(
        Map.of(
            "employee_email_key",
            () ->
                Errors.of(
                        Reason.ALREADY_EXISTS,
                        "Another employee has this e-mail address: give each employee an own one.")
                    .with("resource", "employee")
                    .with("field", "email"),
            "role_name_key",
            () ->
                Errors.of(
                        Reason.ALREADY_EXISTS,
                        "Another role has this name, apart from capitals: choose another.")
                    .with("resource", "role")
                    .with("field", "name")));
  }
}
