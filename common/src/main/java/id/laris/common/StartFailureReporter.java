package id.laris.common;

import java.net.BindException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.Order;

/**
 * Says in one line why the process does not start, where that is for whoever started it to mend.
 * Anything else is left to Spring Boot, stack trace and all.
 */
@Order(0) // before Spring Boot's own reporter
class StartFailureReporter implements SpringBootExceptionReporter {

  private final @Nullable ConfigurableApplicationContext context;

  StartFailureReporter(@Nullable ConfigurableApplicationContext context) {
    this.context = context;
  }

  @Override
  @SuppressWarnings("SystemOut") // logs may go elsewhere, and this is for the one at the terminal
  public boolean reportException(Throwable failure) {
    String line = explain(failure);
    if (line == null) {
      return false;
    }
    System.err.println("Laris cannot start: " + line);
    return true;
  }

  @Nullable String explain(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CannotStart known) {
        return known.getMessage();
      }
      if (cause instanceof PortInUseException) {
        return portInUse("server.port", "POS_MANAGEMENT_PORT");
      }
      if (cause instanceof BindException bind) {
        // The management server has an exception of its own, so this is the gRPC server's.
        return String.valueOf(bind.getMessage()).contains("in use")
            ? portInUse("spring.grpc.server.port", "POS_PORT")
            : "it cannot listen on %s port %s (%s): check POS_BIND and POS_PORT."
                .formatted(
                    property("spring.grpc.server.address"),
                    property("spring.grpc.server.port"),
                    bind.getMessage());
      }
    }
    return null;
  }

  private String portInUse(String property, String variable) {
    return "port %s is in use, perhaps by another Laris: end that one, or set %s to another port."
        .formatted(property(property), variable);
  }

  private String property(String name) {
    return context == null ? "?" : context.getEnvironment().getProperty(name, "?");
  }
}
