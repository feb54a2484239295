package id.laris.inventory;

import id.laris.common.ServiceApplication;
import id.laris.pos.Service;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Starts inventory as a separate process. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(InventoryModule.class)
public class InventoryApplication {

  public static void main(String[] arguments) {
    ServiceApplication.run(Service.INVENTORY, InventoryApplication.class, arguments);
  }
}
