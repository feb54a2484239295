package id.laris.suite;

import id.laris.testkit.LarisTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/** A test that walks every RPC and every table of the suite. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@LarisTest
@Import({EveryRpc.class, Rows.class, Network.class, EventsAgain.class})
@interface SuiteWalk {}
