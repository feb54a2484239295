package id.laris.payment;

import id.laris.payment.midtrans.SimulatorCircuitBreaker;
import id.laris.simulator.MidtransSimulator;
import id.laris.simulator.SimulatorSettings;
import id.laris.testkit.FakeClock;
import id.laris.testkit.FakeFeed;
import id.laris.testkit.Jobs;
import id.laris.testkit.JobsOnDemand;
import id.laris.testkit.LarisTest;
import id.laris.testkit.TestCalls;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.test.context.TestPropertySource;

/**
 * A test of the payment process, against the simulator over real HTTP in both directions, with a
 * fake feed for the events of sales.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@LarisTest
@TestPropertySource(
    properties = {
      "pos.target.sales=in-process:" + PaymentTest.SALES,
      "pos.midtrans.read-timeout=3s"
    })
@Import({PaymentTest.Fakes.class, JobsOnDemand.class, SimulatorCircuitBreaker.class})
public @interface PaymentTest {

  String SALES = "fake-sales-of-payment";

  @TestConfiguration(proxyBeanMethods = false)
  class Fakes {

    @Bean
    MidtransSimulator midtransSimulator(FakeClock clock) {
      // Retries of notifications come within milliseconds.
      return MidtransSimulator.start(
          SimulatorSettings.defaults().withPort(0).withClock(clock).withTimeScale(10_000));
    }

    @Bean
    DynamicPropertyRegistrar midtransUrl(MidtransSimulator simulator) {
      return registry -> registry.add("pos.midtrans.url", () -> simulator.url().toString());
    }

    @Bean
    FakeFeed fakeSales() throws IOException {
      return new FakeFeed(SALES);
    }

    @Bean
    Merchants merchants(
        TestCalls calls,
        MidtransSimulator simulator,
        Jobs jobs,
        SimulatorCircuitBreaker circuitBreaker) {
      return new Merchants(calls, simulator, jobs, circuitBreaker);
    }
  }
}
