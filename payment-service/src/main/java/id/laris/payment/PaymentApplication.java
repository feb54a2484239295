package id.laris.payment;

import id.laris.common.ServiceApplication;
import id.laris.pos.Service;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Starts the payment service as a separate process. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(PaymentModule.class)
public class PaymentApplication {

  public static void main(String[] arguments) {
    ServiceApplication.run(Service.PAYMENT, PaymentApplication.class, arguments);
  }
}
