package id.laris.payment;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Starts the payment service as a process of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(PaymentModule.class)
public class PaymentApplication {

  public static void main(String[] arguments) {
    SpringApplication application = new SpringApplication(PaymentApplication.class);
    application.setDefaultProperties(Map.of("pos.default-port", "50067"));
    application.run(arguments);
  }
}
