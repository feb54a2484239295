package id.laris.quickstart;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import id.laris.client.DevelopmentCaller;
import id.laris.pos.v1.LoyaltyAccount;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.StockLevel;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.PrintStream;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Makes calls and shows each one: the command for it, the request, the answer. */
final class ShownCalls {

  /** The tenant and the user of the getting-started guide; development mode trusts them. */
  private static final UUID GUIDE_ID = UUID.fromString("00000000-0000-0000-0000-000000000001");

  private static final DevelopmentCaller OF_THE_GUIDE = new DevelopmentCaller(GUIDE_ID, GUIDE_ID);

  /** The messages that events carry. */
  private static final JsonFormat.TypeRegistry PAYLOADS =
      JsonFormat.TypeRegistry.newBuilder()
          .add(StockLevel.getDescriptor())
          .add(Order.getDescriptor())
          .add(LoyaltyAccount.getDescriptor())
          .build();

  private static final JsonFormat.Printer PRETTY =
      JsonFormat.printer().usingTypeRegistry(PAYLOADS).preservingProtoFieldNames();
  private static final JsonFormat.Printer ONE_LINE = PRETTY.omittingInsignificantWhitespace();

  private static final long PATIENCE_SECONDS = 20;

  private final Channel channel;
  private final String target;
  private final PrintStream out;
  private ClientInterceptor credentials = OF_THE_GUIDE;
  private List<String> credentialLines = OF_THE_GUIDE.lines();
  private int steps;

  ShownCalls(Channel channel, String target, PrintStream out) {
    this.channel = channel;
    this.target = target;
    this.out = out;
  }

  /**
   * Makes the following calls with an access token, and not as development mode has it. What is
   * shown has a variable of the shell in its place.
   */
  void signedIn(String accessToken) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
        "Bearer " + accessToken);
    credentials = MetadataUtils.newAttachHeadersInterceptor(headers);
    credentialLines = List.of("authorization: Bearer '$TOKEN'");
  }

  /** Makes a call without credentials, and shows neither it nor its answer. */
  <Q extends Message, R extends Message> R callSecretly(MethodDescriptor<Q, R> method, Q request) {
    return ClientCalls.blockingUnaryCall(channel, method, CallOptions.DEFAULT, request);
  }

  /** Calls as the tenant of the guide, or of the token. */
  <Q extends Message, R extends Message> R call(
      String title, MethodDescriptor<Q, R> method, Q request) {
    showRequest(title, method, request, tenantOptions());
    return shown(ClientCalls.blockingUnaryCall(asTenant(), method, CallOptions.DEFAULT, request));
  }

  /** Listens as the tenant of the guide, until the expected event has come. */
  <Q extends Message, R extends Message> void stream(
      String title, MethodDescriptor<Q, R> method, Q request, Predicate<R> last) {
    showRequest(title, method, request, tenantOptions());
    CallOptions patient = CallOptions.DEFAULT.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
    Iterator<R> answers =
        ClientCalls.blockingServerStreamingCall(asTenant(), method, patient, request);
    boolean more = true;
    while (more && answers.hasNext()) {
      more = !last.test(shown(answers.next()));
    }
  }

  private Channel asTenant() {
    return ClientInterceptors.intercept(channel, credentials);
  }

  private String tenantOptions() {
    return credentialLines.stream()
        .map(header -> " -H '" + header + "' \\\n   ")
        .collect(Collectors.joining());
  }

  /** Makes a call without credentials, which a public RPC accepts. */
  <Q extends Message, R extends Message> R callPublic(
      String title, MethodDescriptor<Q, R> method, Q request) {
    showRequest(title, method, request, "");
    return shown(ClientCalls.blockingUnaryCall(channel, method, CallOptions.DEFAULT, request));
  }

  private <Q extends Message> void showRequest(
      String title, MethodDescriptor<Q, ?> method, Q request, String options) {
    String data = json(ONE_LINE, request);
    String dataOption = data.equals("{}") && options.isEmpty() ? "" : " -d '" + data + "'";
    showStep(
        "%s: %s".formatted(title, method.getFullMethodName()),
        "grpcurl -plaintext%s%s %s %s"
            .formatted(options, dataOption, target, method.getFullMethodName()));
  }

  /** Shows the next step, and the command that does it by hand. */
  void showStep(String title, String command) {
    steps++;
    out.printf("%n== %d. %s%n%n  %s%n%n", steps, title, command);
  }

  private <R extends Message> R shown(R answer) {
    out.println(json(PRETTY, answer));
    return answer;
  }

  private static String json(JsonFormat.Printer printer, Message message) {
    try {
      return printer.print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }
}
