package id.laris.customer;

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

/** A test of the process of customers, with {@link FakeSales} for the events of sales. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@LarisTest
@TestPropertySource(
    properties = {
      "pos.target.sales=in-process:" + FakeSales.NAME,
      "pos.master-key=" + CustomerTest.KEY + "," + CustomerTest.KEY_BEFORE
    })
@Import({CustomerTest.Fakes.class, Club.Parts.class})
public @interface CustomerTest {

  /** The master key of the process; it is the one that everybody knows. */
  String KEY = "bGFyaXMtZGV2ZWxvcG1lbnQtaXMtbm90LXNlY3JldCE=";

  /** The master key that it had before. */
  String KEY_BEFORE = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";

  @TestConfiguration(proxyBeanMethods = false)
  class Fakes {

    @Bean
    FakeSales fakeSales() throws IOException {
      return new FakeSales();
    }
  }
}
