package id.laris.sales;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Sales as a process of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(SalesModule.class)
public class SalesApplication {

  public static void main(String[] arguments) {
    SpringApplication application = new SpringApplication(SalesApplication.class);
    application.setDefaultProperties(Map.of("pos.default-port", "50062"));
    application.run(arguments);
  }
}
