package id.laris.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/**
 * A test of the process whose {@code @SpringBootConfiguration} stands above it: on a database of
 * its own, reached through {@link TestCalls}, at the time of {@link FakeClock}. Test classes with
 * the same configuration share one process, so each test uses tenants of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = WebEnvironment.NONE,
    properties = {
      "spring.grpc.server.port=0",
      "pos.http-port=0",
      "pos.simulator-port=0",
      // No test starts a database in the home directory: this is no directory, so it fails instead.
      "pos.data-dir=/dev/null/laris",
      // Switches the in-process server on; TestkitConfiguration gives it its own name.
      "spring.grpc.server.inprocess.name=test",
      "spring.jpa.hibernate.ddl-auto=validate"
    })
@Import(TestkitConfiguration.class)
public @interface LarisTest {}
