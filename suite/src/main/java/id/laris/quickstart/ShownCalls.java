package id.laris.quickstart;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.PrintStream;
import java.util.List;

/** Makes calls and shows each one: how to make it by hand, what was sent, what came back. */
final class ShownCalls {

  /** The tenant and the user of the getting-started guide; development mode believes them. */
  private static final String GUIDE_ID = "00000000-0000-0000-0000-000000000001";

  private static final List<String> HEADERS =
      List.of("x-dev-tenant-id", "x-dev-user-id", "x-dev-membership-id");

  private static final JsonFormat.Printer PRETTY = JsonFormat.printer().preservingProtoFieldNames();
  private static final JsonFormat.Printer ONE_LINE = PRETTY.omittingInsignificantWhitespace();

  private final Channel channel;
  private final String target;
  private final PrintStream out;
  private int steps;

  ShownCalls(Channel channel, String target, PrintStream out) {
    this.channel = channel;
    this.target = target;
    this.out = out;
  }

  /** Calls as the tenant of the guide. */
  <Q extends Message, R extends Message> R call(
      String title, MethodDescriptor<Q, R> method, Q request) {
    Metadata headers = new Metadata();
    StringBuilder options = new StringBuilder();
    for (String name : HEADERS) {
      headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), GUIDE_ID);
      options.append(" -H '").append(name).append(": ").append(GUIDE_ID).append("' \\\n   ");
    }
    Channel asTenant =
        ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
    return show(title, asTenant, method, request, options.toString());
  }

  /** Calls as nobody, which a public RPC takes. */
  <Q extends Message, R extends Message> R callPublic(
      String title, MethodDescriptor<Q, R> method, Q request) {
    return show(title, channel, method, request, "");
  }

  private <Q extends Message, R extends Message> R show(
      String title, Channel through, MethodDescriptor<Q, R> method, Q request, String options) {
    steps++;
    out.printf("%n== %d. %s: %s%n%n", steps, title, method.getFullMethodName());
    String data = json(ONE_LINE, request);
    String dataOption = data.equals("{}") && options.isEmpty() ? "" : " -d '" + data + "'";
    out.printf(
        "  grpcurl -plaintext%s%s %s %s%n%n",
        options, dataOption, target, method.getFullMethodName());
    R response = ClientCalls.blockingUnaryCall(through, method, CallOptions.DEFAULT, request);
    out.println(json(PRETTY, response));
    return response;
  }

  private static String json(JsonFormat.Printer printer, Message message) {
    try {
      return printer.print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }
}
