package id.laris.staff.shift;

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
 * A test of the process of staff with {@link FakeSales}, and {@link FakeLocations} for inventory.
 * Jobs run when a test says so.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@LarisTest
@TestPropertySource(
    properties = {
      "pos.target.sales=in-process:" + FakeSales.NAME,
      "pos.target.inventory=in-process:" + FakeLocations.NAME
    })
@Import({ShiftsTest.Fakes.class, Drawer.Parts.class, JobsOnDemand.class})
@interface ShiftsTest {

  /** No configuration by itself: the scan of the module would find it in every other test. */
  class Fakes {

    @Bean
    FakeSales fakeSales() throws IOException {
      return new FakeSales();
    }

    @Bean
    FakeLocations fakeLocations() throws IOException {
      return new FakeLocations();
    }
  }
}
