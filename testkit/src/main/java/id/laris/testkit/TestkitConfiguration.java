package id.laris.testkit;

import id.laris.common.db.DatabaseSettings;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The fakes, and what tests measure with. */
@Configuration(proxyBeanMethods = false)
class TestkitConfiguration {

  @Bean
  @Primary
  DatabaseSettings testDatabase() {
    return TestPostgres.newDatabase();
  }

  @Bean
  @Primary
  FakeClock fakeClock() {
    return new FakeClock();
  }

  @Bean
  TestCalls testCalls(GrpcServerProperties properties) {
    return new TestCalls(String.valueOf(properties.getInprocess().getName()));
  }

  @Bean
  static SqlStatements sqlStatements() {
    return new SqlStatements();
  }

  @Bean
  static BeanPostProcessor countingDataSource(SqlStatements statements) {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource dataSource
            ? ProxyDataSourceBuilder.create(dataSource).listener(statements).build()
            : bean;
      }
    };
  }
}
