package id.laris.catalog;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The catalog as a process of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(CatalogModule.class)
public class CatalogApplication {

  public static void main(String[] arguments) {
    SpringApplication application = new SpringApplication(CatalogApplication.class);
    application.setDefaultProperties(Map.of("pos.default-port", "50061"));
    application.run(arguments);
  }
}
