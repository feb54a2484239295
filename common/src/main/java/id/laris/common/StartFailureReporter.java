package id.laris.common;

import java.io.IOException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.Order;

/**
 * Prints in one line why the process does not start, if the operator can fix it. Every other
 * failure is left to Spring Boot, with its stack trace.
 */
@Order(0) // before Spring Boot's own reporter
class StartFailureReporter implements SpringBootExceptionReporter {

  private final @Nullable ConfigurableApplicationContext context;

  StartFailureReporter(@Nullable ConfigurableApplicationContext context) {
    this.context = context;
  }

  @Override
  @SuppressWarnings("SystemOut") // logs may go elsewhere, and this is for the terminal
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
      // The gRPC server throws an exception class of its transport; only the message, which is the
      // system's, tells the cause.
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof IOException && message.contains("Address already in use")) {
        return portInUse("spring.grpc.server.port", "POS_PORT");
      }
      if (cause instanceof IOException && message.contains("Cannot assign requested address")) {
        return badAddress("is not an address of this machine");
      }
      if (cause instanceof UnknownHostException) {
        return badAddress("is not an address");
      }
    }
    return null;
  }

  private String badAddress(String fault) {
    return "%s %s: set POS_BIND to an address such as 0.0.0.0 or 127.0.0.1."
        .formatted(property("spring.grpc.server.address"), fault);
  }

  private String portInUse(String property, String variable) {
    return "port %s is in use, perhaps by another Laris: stop that one, or set %s to another port."
        .formatted(property(property), variable);
  }

  private String property(String name) {
    return context == null ? "?" : context.getEnvironment().getProperty(name, "?");
  }
}
