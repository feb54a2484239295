package id.laris.catalog;

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

/** The configuration of the catalog, which the suite and the separate process import. */
@Configuration(proxyBeanMethods = false)
// Two services may have a bean of the same short name.
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@EntityScan
@EnableJpaRepositories(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@Import(EventsModule.class)
public class CatalogModule {

  @Bean
  ServiceSchema catalogSchema() {
    return ServiceSchema.of(Service.CATALOG);
  }

  @Bean
  ConstraintErrors catalogConstraintErrors() {
    return new ConstraintErrors(
        Map.of(
            "category_parent_fkey",
            () -> Errors.of(Reason.CATEGORY_NOT_FOUND, "The parent category does not exist."),
            "product_sku_key",
            () -> Errors.of(Reason.SKU_ALREADY_EXISTS, "A product has this SKU: choose another."),
            "variant_sku_key",
            () -> Errors.of(Reason.SKU_ALREADY_EXISTS, "A variant has this SKU: choose another."),
            "barcode_code_key",
            () ->
                Errors.of(
                    Reason.BARCODE_ALREADY_ASSIGNED, "This barcode is in use: choose another.")));
  }
}
