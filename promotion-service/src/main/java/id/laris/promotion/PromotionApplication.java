package id.laris.promotion;

import id.laris.common.ServiceApplication;
import id.laris.pos.Service;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Starts promotions as a separate process. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(PromotionModule.class)
public class PromotionApplication {

  public static void main(String[] arguments) {
    ServiceApplication.run(Service.PROMOTION, PromotionApplication.class, arguments);
  }
}
