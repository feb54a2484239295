package id.laris.suite;

import id.laris.common.grpc.CallContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The suite, in a process that dies of itself at a chosen point: right before or after a commit of
 * what is named, as soon as a file says that it may.
 */
final class CrashingSuite {

  /** Such as {@code FinalizeOrder 2 before}: the second writing commit, before it happens. */
  static final String POINT = "POS_TEST_CRASH_POINT";

  /** The file without which nothing happens. */
  static final String ARMED = "POS_TEST_CRASH_ARMED";

  private CrashingSuite() {}

  public static void main(String[] arguments) {
    SpringApplication application = new SpringApplication(SuiteApplication.class, Crashes.class);
    application.addListeners(new StartScreen());
    application.run(arguments);
  }

  @Configuration(proxyBeanMethods = false)
  static class Crashes {

    @Bean
    static BeanPostProcessor crashingDataSource() {
      Crash crash = new Crash(System.getenv(POINT).split(" ", -1), Path.of(System.getenv(ARMED)));
      return new BeanPostProcessor() {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
          return bean instanceof DataSource pool ? crash.in(pool) : bean;
        }
      };
    }
  }

  private static final class Crash {

    private final String what;
    private final int commit;
    private final boolean before;
    private final Path armed;
    private final AtomicInteger commits = new AtomicInteger();

    Crash(String[] point, Path armed) {
      this.what = point[0];
      this.commit = Integer.parseInt(point[1]);
      this.before = point[2].equals("before");
      this.armed = armed;
    }

    DataSource in(DataSource pool) {
      return new DelegatingDataSource(pool) {
        @Override
        public Connection getConnection() throws SQLException {
          return in(super.getConnection());
        }

        private Connection in(Connection connection) {
          return (Connection)
              Proxy.newProxyInstance(
                  Connection.class.getClassLoader(),
                  new Class<?>[] {Connection.class},
                  (proxy, method, arguments) -> {
                    boolean here = method.getName().equals("commit") && isHere(connection);
                    if (here && before) {
                      Runtime.getRuntime().halt(9);
                    }
                    try {
                      Object result = method.invoke(connection, arguments);
                      if (here) {
                        Runtime.getRuntime().halt(9);
                      }
                      return result;
                    } catch (InvocationTargetException e) {
                      throw e.getCause();
                    }
                  });
        }
      };
    }

    private boolean isHere(Connection connection) throws SQLException {
      CallContext call = CallContext.currentOrNull();
      return call != null
          && call.rpc().equals(what)
          && !connection.isReadOnly()
          && Files.exists(armed)
          && commits.incrementAndGet() == commit;
    }
  }
}
