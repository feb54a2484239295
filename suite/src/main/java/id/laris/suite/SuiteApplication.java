package id.laris.suite;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Every service in one process. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({EveryService.class, EmbeddedDatabase.class, SimulatedPayments.class})
public class SuiteApplication {

  public static void main(String[] arguments) {
    SpringApplication application = new SpringApplication(SuiteApplication.class);
    application.addListeners(new StartScreen());
    application.run(arguments);
  }
}
