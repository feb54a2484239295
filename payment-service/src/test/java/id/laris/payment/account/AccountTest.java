package id.laris.payment.account;

import id.laris.pos.v1.PaymentTransactionServiceGrpc.PaymentTransactionServiceImplBase;
import id.laris.testkit.LarisTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** A test of the tenants' accounts. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@LarisTest
@Import(AccountTest.Service.class)
@interface AccountTest {

  @TestConfiguration(proxyBeanMethods = false)
  class Service {

    @Bean
    @ConditionalOnMissingBean(PaymentTransactionServiceImplBase.class)
    AccountsGrpcService accountsGrpcService(SetGatewayConfig set, GetGatewayConfig get) {
      return new AccountsGrpcService(set, get);
    }
  }
}
