package id.laris.payment.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Records everything that is logged, at every level, and searches it for secrets. */
public final class Leaks implements AutoCloseable {

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Logger ours = (Logger) LoggerFactory.getLogger("id.laris");
  private final Level rootLevel = root.getLevel();
  private final Level ourLevel = ours.getLevel();
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final List<Appender<ILoggingEvent>> others = new ArrayList<>();

  public Leaks() {
    for (Iterator<Appender<ILoggingEvent>> i = root.iteratorForAppenders(); i.hasNext(); ) {
      others.add(i.next());
    }
    others.forEach(root::detachAppender);
    logged.start();
    root.addAppender(logged);
    root.setLevel(Level.TRACE);
    ours.setLevel(Level.TRACE);
  }

  /** Returns every line so far, with stack traces. */
  public String log() {
    StringBuilder all = new StringBuilder();
    for (ILoggingEvent event : List.copyOf(logged.list)) {
      all.append(event.getFormattedMessage()).append('\n');
      IThrowableProxy thrown = event.getThrowableProxy();
      if (thrown != null) {
        all.append(ThrowableProxyUtil.asString(thrown)).append('\n');
      }
    }
    return all.toString();
  }

  /** Expects the text not to hold the secret, however it is written. */
  public static void assertHides(String where, String text, String secret) {
    String end = secret.substring(secret.indexOf("server-") + "server-".length());
    for (String written :
        List.of(
            secret,
            end,
            HexFormat.of().formatHex(end.getBytes(UTF_8)),
            HexFormat.of().withUpperCase().formatHex(end.getBytes(UTF_8)),
            Base64.getEncoder().encodeToString((secret + ":").getBytes(UTF_8)),
            Base64.getEncoder().encodeToString(secret.getBytes(UTF_8)),
            Base64.getEncoder().encodeToString(end.getBytes(UTF_8)))) {
      assertThat(text.contains(written)).as("%s shows the secret", where).isFalse();
    }
  }

  @Override
  public void close() {
    root.setLevel(rootLevel);
    ours.setLevel(ourLevel);
    root.detachAppender(logged);
    others.forEach(root::addAppender);
  }
}
