package id.laris.catalog;

import id.laris.common.ServiceApplication;
import id.laris.pos.Service;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Starts the catalog as a separate process. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(CatalogModule.class)
public class CatalogApplication {

  public static void main(String[] arguments) {
    ServiceApplication.run(Service.CATALOG, CatalogApplication.class, arguments);
  }
}
