package id.laris.customer;

import id.laris.common.ServiceApplication;
import id.laris.pos.Service;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Starts customers as a separate process. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(CustomerModule.class)
public class CustomerApplication {

  public static void main(String[] arguments) {
    ServiceApplication.run(Service.CUSTOMER, CustomerApplication.class, arguments);
  }
}
