package id.laris.sales;

import id.laris.common.client.RemoteServices;
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
import org.springframework.grpc.server.GlobalServerInterceptor;
import org.springframework.test.context.TestPropertySource;

/**
 * A test of the sales process, with {@link FakeCatalog}, {@link FakeInventory}, {@link
 * FakeCustomers}, {@link FakePromotions}, {@link FakePayments} and {@link FakeStaff} for the
 * others, and {@link FakeHolder} as a second holder. A test runs the background jobs itself ({@link
 * id.laris.testkit.Jobs}).
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@LarisTest
@TestPropertySource(
    properties = {
      "pos.target.catalog=in-process:" + FakeCatalog.NAME,
      "pos.target.inventory=in-process:" + FakeInventory.NAME,
      "pos.target.customer=in-process:" + FakeCustomers.NAME,
      "pos.target.promotion=in-process:" + FakePromotions.NAME,
      "pos.target.payment=in-process:" + FakePayments.NAME,
      "pos.target.staff=in-process:" + FakeStaff.NAME
    })
@Import({SalesTest.Fakes.class, JobsOnDemand.class})
@interface SalesTest {

  @TestConfiguration(proxyBeanMethods = false)
  class Fakes {

    @Bean
    FakeCatalog fakeCatalog() throws IOException {
      return new FakeCatalog();
    }

    @Bean
    FakeInventory fakeInventory() throws IOException {
      return new FakeInventory();
    }

    @Bean
    FakeCustomers fakeCustomers() throws IOException {
      return new FakeCustomers();
    }

    @Bean
    FakePromotions fakePromotions() throws IOException {
      return new FakePromotions();
    }

    @Bean
    FakePayments fakePayments() throws IOException {
      return new FakePayments();
    }

    @Bean
    FakeStaff fakeStaff() throws IOException {
      return new FakeStaff();
    }

    @Bean
    FakeHolder fakeHolder() {
      return new FakeHolder();
    }

    @Bean
    Reach reach(RemoteServices services) {
      return new Reach(services);
    }

    @Bean
    @GlobalServerInterceptor
    LostReplies lostReplies() {
      return new LostReplies();
    }
  }
}
