package id.laris.promotion;

import id.laris.testkit.FakeFeed;
import id.laris.testkit.JobsOnDemand;
import id.laris.testkit.LarisTest;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/**
 * A test of the process of promotions, with a feed of sales without events, and {@link
 * FakeCustomers} for customer-service. Jobs run when a test says so.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@LarisTest
@TestPropertySource(
    properties = {
      "pos.target.sales=in-process:" + PromotionTest.Fakes.SALES,
      "pos.target.customer=in-process:" + FakeCustomers.NAME
    })
@Import({PromotionTest.Fakes.class, Shop.Parts.class, JobsOnDemand.class})
public @interface PromotionTest {

  @TestConfiguration(proxyBeanMethods = false)
  class Fakes {

    static final String SALES = "fake-sales-of-promotions";

    @Bean
    FakeFeed fakeSales() throws IOException {
      return new FakeFeed(SALES);
    }

    @Bean
    FakeCustomers fakeCustomers() throws IOException {
      return new FakeCustomers();
    }
  }
}
