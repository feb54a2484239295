package id.laris.common;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.ResourcePropertySource;

/** No text of a caller makes a line of the log. */
class LogLinesTest {

  private static final String FORGED = "2026-01-15T12:00:00 INFO forged";

  @Test
  void aMessageIsOneLineWhateverIsInIt() throws IOException {
    for (String lineFeed :
        new String[] {"\n", "\r\n", "\r", "\u0085", "\u2028", "\u2029", "\u001B[2K"}) {
      assertThat(logged("a name" + lineFeed + FORGED, null).lines()).hasSize(1);
    }
  }

  @Test
  void anExceptionHasTheLinesOfItsTraceAndNoOthers() throws IOException {
    Exception thrown =
        new IllegalStateException(
            "a name\n" + FORGED, new IllegalArgumentException("within\n" + FORGED));
    thrown.addSuppressed(new IllegalStateException("beside\n" + FORGED));

    assertThat(logged("failed", thrown).lines().skip(1))
        .allMatch(
            line ->
                line.matches(
                    "(\\t+at |\\t+\\.\\.\\. |Caused by: |\\tSuppressed: |java\\.lang\\.).*"))
        .noneMatch(line -> line.indexOf("\tat ", 2) > 0)
        .anyMatch(line -> line.contains("a name | " + FORGED))
        .anyMatch(line -> line.contains("beside | " + FORGED));
  }

  @Test
  void anExceptionHasNoControlCharactersButItsOwn() throws IOException {
    for (String character : new String[] {"\u001B[2K", "\b", "\0", "\u007F", "\u009B", "\u0085"}) {
      Exception thrown = new IllegalStateException("a name" + character + FORGED);

      assertThat(logged("failed", thrown)).contains("a name | ").doesNotContain(character);
    }
  }

  private static String logged(String message, @Nullable Throwable thrown) throws IOException {
    LoggerContext context = new LoggerContext();
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.setPattern(
        String.valueOf(
            new ResourcePropertySource("classpath:laris.properties")
                .getProperty("logging.pattern.console")));
    layout.start();
    Logger logger = context.getLogger("id.laris.requests");
    return layout.doLayout(
        new LoggingEvent(
            Logger.class.getName(), logger, Level.INFO, message, thrown, new Object[0]));
  }
}
