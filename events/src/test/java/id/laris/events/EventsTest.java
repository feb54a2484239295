package id.laris.events;

import id.laris.testkit.LarisTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/** A test of {@link EventsProcess}, whose services reach each other inside the process. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@LarisTest
@TestPropertySource(
    properties = {
      "pos.target.bakery=in-process:${spring.grpc.server.inprocess.name}",
      "pos.events.cursor-every=1s"
    })
@interface EventsTest {}
