package id.laris.staff;

import id.laris.testkit.LarisTest;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A test of the process of staff, with {@link FakeLocations} for inventory-service. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@LarisTest
@TestPropertySource(properties = "pos.target.inventory=in-process:" + FakeLocations.NAME)
@Import({StaffTest.Fakes.class, Team.Parts.class})
public @interface StaffTest {

  /** No configuration by itself: the scan of the module would find it in every other test. */
  class Fakes {

    @Bean
    FakeLocations fakeLocations() throws IOException {
      return new FakeLocations();
    }
  }
}
