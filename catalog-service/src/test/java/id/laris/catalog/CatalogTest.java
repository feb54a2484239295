package id.laris.catalog;

import id.laris.testkit.LarisTest;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** A test of the catalog process, with {@link FakeInventory} for the inventory. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@LarisTest
@Import(CatalogTest.Fakes.class)
public @interface CatalogTest {

  @TestConfiguration(proxyBeanMethods = false)
  class Fakes {

    @Bean
    static FakeInventory fakeInventory() throws IOException {
      return new FakeInventory();
    }

    @Bean
    static DynamicPropertyRegistrar inventoryTarget(FakeInventory inventory) {
      return registry -> registry.add("pos.target.inventory", inventory::target);
    }
  }
}
