package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.testkit.TestCalls;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A suite that dies at one point after the other ({@link CrashingSuite}), and is started again on
 * the same data each time.
 */
final class CrashSeries {

  private static final String NEVER = "nothing 1 before";

  private final UUID tenant;
  private final Path data;
  private final Path armed;
  private final Map<String, String> environment;

  /** The part of a test that happens between two crashes. */
  interface Life {

    /** Checks what the last crash has left, and completes the work that it interrupted. */
    void check(Channel channel) throws Exception;

    /**
     * Prepares work in which the suite is to die, and returns the step in which it does. The step
     * may fail as a till sees it.
     */
    Runnable begin(Channel channel, String point) throws Exception;

    /** Sees everything that a suite has said. */
    default void read(String said) {}
  }

  CrashSeries(UUID tenant, Path temporary, Map<String, String> environment) {
    this.tenant = tenant;
    this.data = temporary.resolve("data");
    this.armed = temporary.resolve("armed");
    this.environment = new HashMap<>(environment);
    this.environment.put("LOGGING_LEVEL_ID_LARIS_REQUESTS", "WARN");
    this.environment.put(CrashingSuite.ARMED, armed.toString());
  }

  /** The RPC or consumer at one of whose commits a suite dies. */
  static String what(String point) {
    return point.substring(0, point.indexOf(' '));
  }

  void dieAt(List<String> points, Life life) throws Exception {
    for (String point : points) {
      try (SuiteProcess suite = start(point)) {
        try {
          life.check(channel(suite));
          die(suite, point, life.begin(channel(suite), point));
        } catch (StatusRuntimeException | AssertionError | ConditionTimeoutException e) {
          throw new AssertionError("before " + point + ": " + e + "\n" + suite.said(), e);
        }
        life.read(suite.said());
      }
    }
    try (SuiteProcess suite = start(NEVER)) {
      life.check(channel(suite));
    }
  }

  private SuiteProcess start(String point) throws IOException {
    Files.deleteIfExists(armed);
    environment.put(CrashingSuite.POINT, point);
    return SuiteProcess.start(CrashingSuite.class, data, environment).awaitReady();
  }

  private Channel channel(SuiteProcess suite) {
    return ClientInterceptors.intercept(
        suite.channel(), MetadataUtils.newAttachHeadersInterceptor(TestCalls.headers(tenant)));
  }

  private void die(SuiteProcess suite, String point, Runnable step)
      throws IOException, InterruptedException {
    Files.createFile(armed);
    try {
      step.run();
    } catch (StatusRuntimeException died) {
      // A till sees the crash as this exception.
    }
    assertThat(suite.endsWithin(30)).as("died at %s", point).isTrue();
  }
}
