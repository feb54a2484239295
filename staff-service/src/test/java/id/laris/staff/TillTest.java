package id.laris.staff;

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
 * A test of the process of staff with {@link AnyLocation} for inventory. Jobs run when a test says
 * so.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@LarisTest
@TestPropertySource(properties = "pos.target.inventory=in-process:" + AnyLocation.NAME)
@Import({TillTest.Fakes.class, Tills.Parts.class, JobsOnDemand.class})
@interface TillTest {

  /** No configuration by itself: the scan of the module would find it in every other test. */
  class Fakes {

    @Bean
    AnyLocation anyLocation() throws IOException {
      return new AnyLocation();
    }
  }
}
