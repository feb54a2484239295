package id.laris.inventory;

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
 * A test of the inventory process, with {@link FakeCatalog} for the catalog and {@link FakeSales}
 * for the events of sales.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@LarisTest
@TestPropertySource(
    properties = {
      "pos.target.catalog=in-process:" + FakeCatalog.NAME,
      "pos.target.sales=in-process:" + FakeSales.NAME
    })
@Import(InventoryTest.Fakes.class)
@interface InventoryTest {

  @TestConfiguration(proxyBeanMethods = false)
  class Fakes {

    @Bean
    FakeCatalog fakeCatalog() throws IOException {
      return new FakeCatalog();
    }

    @Bean
    FakeSales fakeSales() throws IOException {
      return new FakeSales();
    }
  }
}
