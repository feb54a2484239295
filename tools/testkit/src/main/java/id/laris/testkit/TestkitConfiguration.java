package id.laris.testkit;

import id.laris.common.background.Background;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.db.Reads;
import java.util.UUID;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** The fakes and the measuring tools of tests. */
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

  /**
   * The name of this process's server, the same whenever it is asked for: other processes of the
   * test run have others, and {@code in-process:${spring.grpc.server.inprocess.name}} is a target.
   */
  @Bean
  static DynamicPropertyRegistrar inProcessName() {
    String name = "test-" + UUID.randomUUID();
    return registry -> registry.add("spring.grpc.server.inprocess.name", () -> name);
  }

  @Bean
  TestCalls testCalls(GrpcServerProperties properties) {
    return new TestCalls(String.valueOf(properties.getInprocess().getName()));
  }

  @Bean
  StoredRows storedRows(JdbcClient jdbc, Reads reads, Background background) {
    return new StoredRows(jdbc, reads, background);
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
            ? ProxyDataSourceBuilder.create(dataSource)
                .listener(statements)
                .methodListener(statements)
                .build()
            : bean;
      }
    };
  }
}
