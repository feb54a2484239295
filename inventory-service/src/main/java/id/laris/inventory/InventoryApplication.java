package id.laris.inventory;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Inventory as a process of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(InventoryModule.class)
public class InventoryApplication {

  public static void main(String[] arguments) {
    SpringApplication application = new SpringApplication(InventoryApplication.class);
    application.setDefaultProperties(Map.of("pos.default-port", "50063"));
    application.run(arguments);
  }
}
