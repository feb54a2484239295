package id.laris.staff;

import id.laris.testkit.FakeFeed;
import id.laris.testkit.JobsOnDemand;
import id.laris.testkit.LarisTest;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/**
 * A test of the process of staff, with a feed of sales without events, and {@link FakeShops} for
 * inventory. Jobs run when a test says so.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@LarisTest
@TestPropertySource(
    properties = {
      "pos.target.sales=in-process:" + WorkTest.Fakes.SALES,
      "pos.target.inventory=in-process:" + FakeShops.NAME
    })
@Import({WorkTest.Fakes.class, Crew.Parts.class, JobsOnDemand.class})
public @interface WorkTest {

  /** No configuration by itself: the scan of the module would find it in every other test. */
  class Fakes {

    static final String SALES = "fake-sales-of-staff";

    @Bean
    FakeFeed fakeSales() throws IOException {
      return new FakeFeed(SALES);
    }

    @Bean
    FakeShops fakeShops() throws IOException {
      return new FakeShops();
    }
  }
}
