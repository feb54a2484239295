package id.laris.sales;

import id.laris.common.ServiceApplication;
import id.laris.pos.Service;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Starts sales as a separate process. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(SalesModule.class)
public class SalesApplication {

  public static void main(String[] arguments) {
    ServiceApplication.run(Service.SALES, SalesApplication.class, arguments);
  }
}
