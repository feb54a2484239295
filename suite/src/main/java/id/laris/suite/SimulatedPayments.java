package id.laris.suite;

import id.laris.common.CannotStart;
import id.laris.payment.midtrans.SimulatedGateway;
import id.laris.simulator.MidtransSimulator;
import id.laris.simulator.SimulatorSettings;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * The payment gateway that the suite brings along for development: a local one that is not real,
 * with a page where a person plays the customer. Where callers are authenticated, in production, or
 * where {@code POS_MIDTRANS_URL} names another, there is none.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(SimulatedPayments.InDevelopment.class)
class SimulatedPayments {

  /** Some 90 MB of them. */
  private static final int REMEMBERED = 20_000;

  @Bean(destroyMethod = "close")
  MidtransSimulator midtransSimulator(@Value("${pos.simulator-port}") int port, Clock clock) {
    try {
      return MidtransSimulator.start(
          SimulatorSettings.defaults()
              .withPort(port)
              .withClock(clock)
              .withMaximumTransactions(REMEMBERED));
    } catch (UncheckedIOException e) {
      throw new CannotStart(
          "port %d, for the simulated payment gateway, is in use: set POS_SIMULATOR_PORT to another port."
              .formatted(port),
          e);
    }
  }

  @Bean
  SimulatedGateway simulatedGateway(MidtransSimulator simulator) {
    return new SimulatedGateway(simulator.url());
  }

  /** Matches if real payments are impossible. */
  static class InDevelopment implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      Environment environment = context.getEnvironment();
      return !environment.getProperty("pos.auth.enabled", Boolean.class, false)
          && !"production".equals(environment.getProperty("pos.env"))
          && !StringUtils.hasText(environment.getProperty("pos.midtrans.url"));
    }
  }
}
