package id.laris.common.grpc;

import build.buf.protovalidate.ValidationResult;
import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.Violation;
import build.buf.protovalidate.exceptions.ValidationException;
import com.google.protobuf.Message;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.PosException.FieldViolation;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.grpc.server.GlobalServerInterceptor;
import org.springframework.stereotype.Component;

/**
 * The innermost of our interceptors: hands the handler clean, valid requests only. The rules stand
 * in the proto (protovalidate).
 */
@Component
@GlobalServerInterceptor
@Order(300)
class ValidationInterceptor implements ServerInterceptor {

  /**
   * The largest request: 4 MiB. The transport lets a little more through, so that the answer can
   * say what was wrong.
   */
  static final int MAX_REQUEST_BYTES = 4 * 1024 * 1024;

  private final Validator validator = ValidatorFactory.newBuilder().build();

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    boolean oneMessage = call.getMethodDescriptor().getType().clientSendsOneMessage();
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      private boolean received;
      private boolean refused;

      @Override
      public void onMessage(Q message) {
        try {
          if (received && oneMessage) {
            throw Errors.invalid("request", "must be one message, but the call sent more");
          }
          received = true;
          super.onMessage(valid(call, message));
        } catch (RuntimeException e) {
          // The code that catches this closes the call; the handler must not run when the client is
          // done sending.
          refused = true;
          throw e;
        }
      }

      @Override
      public void onHalfClose() {
        if (!received && oneMessage) {
          throw Errors.invalid("request", "is missing: send one message");
        }
        if (!refused) {
          super.onHalfClose();
        }
      }
    };
  }

  private <Q> Q valid(ServerCall<Q, ?> call, Q request) {
    if (call.getMethodDescriptor().getRequestMarshaller() instanceof SafeMarshaller<Q> marshaller) {
      if (marshaller.isMalformed(request)) {
        throw Errors.invalid(
            "request",
            "is not a valid protobuf message: check that the client uses the proto files of this server");
      }
      if (marshaller.isTooLarge(request)) {
        throw tooLarge();
      }
    }
    if (!(request instanceof Message message)) {
      return request;
    }
    if (message.getSerializedSize() > MAX_REQUEST_BYTES) {
      throw tooLarge();
    }
    Texts texts = new Texts();
    Message clean = texts.clean(message);
    if (!texts.violations().isEmpty()) {
      throw Errors.invalid(texts.violations());
    }
    List<Violation> violations = validate(clean);
    if (!violations.isEmpty()) {
      throw Errors.invalid(
          violations.stream().map(ValidationInterceptor::toFieldViolation).toList());
    }
    @SuppressWarnings("unchecked") // clean is of the type of the request
    Q result = (Q) clean;
    return result;
  }

  private static PosException tooLarge() {
    return Errors.invalid("request", "is larger than 4 MiB: split it into smaller requests");
  }

  private List<Violation> validate(Message message) {
    try {
      ValidationResult result = validator.validate(message);
      return result.getViolations();
    } catch (ValidationException e) {
      throw new IllegalStateException("a rule in the proto does not compile or run", e);
    }
  }

  private static FieldViolation toFieldViolation(Violation violation) {
    build.buf.validate.Violation proto = violation.toProto();
    StringBuilder path = new StringBuilder();
    proto
        .getField()
        .getElementsList()
        .forEach(
            element -> {
              path.append(path.isEmpty() ? "" : ".").append(element.getFieldName());
              if (element.hasIndex()) {
                path.append('[').append(element.getIndex()).append(']');
              }
            });
    return new FieldViolation(path.isEmpty() ? "request" : path.toString(), proto.getMessage());
  }
}
