package id.laris.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Records everything that is logged, at every level, to be searched for secrets. */
public final class RecordedLog implements AutoCloseable {

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Logger ours = (Logger) LoggerFactory.getLogger("id.laris");
  private final Level rootLevel = root.getLevel();
  private final Level ourLevel = ours.getLevel();
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final List<Appender<ILoggingEvent>> others = new ArrayList<>();

  public RecordedLog() {
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
  public String text() {
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

  @Override
  public void close() {
    root.setLevel(rootLevel);
    ours.setLevel(ourLevel);
    root.detachAppender(logged);
    others.forEach(root::addAppender);
  }
}
