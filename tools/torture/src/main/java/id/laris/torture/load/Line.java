package id.laris.torture.load;

import com.google.protobuf.Message;
import id.laris.pos.Service;
import id.laris.torture.history.Call;
import id.laris.torture.history.Digest;
import id.laris.torture.history.Outcome;
import id.laris.torture.history.Recorder;
import id.laris.torture.world.Dice;
import id.laris.torture.world.Endpoints;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * One who calls in a tenant's name, as a real till does: where an answer is lost it asks again with
 * the same key and ids, until it knows or gives up for good. Everything is written down.
 */
final class Line implements AutoCloseable {

  private static final Metadata.Key<String> TENANT = key("x-dev-tenant-id");
  private static final Metadata.Key<String> USER = key("x-dev-user-id");
  private static final Metadata.Key<String> MEMBERSHIP = key("x-dev-membership-id");
  private static final Metadata.Key<String> IDEMPOTENCY_KEY = key("idempotency-key");

  private static final int PATIENCE_MILLIS = 30_000;
  private static final int GIVES_UP_SOON_PERCENT = 10;
  private static final int LONGEST_PAUSE_MILLIS = 400;
  private static final int DEAF_AFTER = 2;

  private final String tenant;
  private final String name;
  private final Dice dice;
  private final Conditions conditions;
  private final Recorder recorder;
  private final Metadata headers = new Metadata();
  private final Map<Integer, ManagedChannel> channels = new TreeMap<>();
  private final Endpoints endpoints;
  private boolean patient;
  private int silences;

  Line(
      String tenant,
      String name,
      Endpoints endpoints,
      Dice dice,
      Conditions conditions,
      Recorder recorder) {
    this.tenant = tenant;
    this.name = name;
    this.endpoints = endpoints;
    this.dice = dice;
    this.conditions = conditions;
    this.recorder = recorder;
    headers.put(TENANT, tenant);
    headers.put(USER, new UUID(1, 1).toString());
    headers.put(MEMBERSHIP, new UUID(1, 1).toString());
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  /** From now on it never gives up early. */
  Line patient() {
    patient = true;
    return this;
  }

  String tenant() {
    return tenant;
  }

  Recorder recorder() {
    return recorder;
  }

  Conditions conditions() {
    return conditions;
  }

  Dice dice() {
    return dice;
  }

  /** A call without an idempotency key. */
  <Q extends Message, A extends Message> Answer<A> call(MethodDescriptor<Q, A> method, Q request) {
    return call(method, request, "", "");
  }

  <Q extends Message, A extends Message> Answer<A> call(
      MethodDescriptor<Q, A> method, Q request, String key) {
    return call(method, request, key, "");
  }

  /** A call; where it must be refused, with the reason. */
  <Q extends Message, A extends Message> Answer<A> call(
      MethodDescriptor<Q, A> method, Q request, String key, String expected) {
    long start = recorder.millis();
    boolean hurried = !patient && dice.chance(GIVES_UP_SOON_PERCENT);
    List<String> failures = new ArrayList<>();
    Answer<A> answer = null;
    while (answer == null) {
      try {
        A message = once(method, request, key);
        silences = 0;
        answer = new Answer<>(Outcome.DONE, message, "");
      } catch (StatusRuntimeException thrown) {
        Failure failure = Failure.of(thrown);
        failures.add(failure.reason());
        if (failure.definite()) {
          // What was tried before may still be on its way, and happen after this refusal.
          Outcome outcome = failures.size() == 1 ? Outcome.REFUSED : Outcome.UNKNOWN;
          answer = new Answer<>(outcome, null, failure.reason());
        } else if (hurried || recorder.millis() - start > PATIENCE_MILLIS) {
          answer = new Answer<>(Outcome.UNKNOWN, null, failure.reason());
        } else {
          reconnect(method, failure);
        }
      }
    }
    write(method, request, key, expected, start, failures, answer);
    return answer;
  }

  private <Q extends Message, A extends Message> A once(
      MethodDescriptor<Q, A> method, Q request, String key) {
    Metadata all = new Metadata();
    all.merge(headers);
    if (!key.isEmpty()) {
      all.put(IDEMPOTENCY_KEY, key);
    }
    Channel channel =
        ClientInterceptors.intercept(
            channel(method), MetadataUtils.newAttachHeadersInterceptor(all));
    CallOptions options =
        CallOptions.DEFAULT.withDeadlineAfter(conditions.deadlineMillis(), TimeUnit.MILLISECONDS);
    return ClientCalls.blockingUnaryCall(channel, method, options, request);
  }

  private ManagedChannel channel(MethodDescriptor<?, ?> method) {
    int port =
        Arrays.stream(Service.values())
            .filter(service -> service.grpcName().equals(method.getServiceName()))
            .mapToInt(endpoints::of)
            .findFirst()
            .orElseThrow();
    return channels.computeIfAbsent(port, Line::connect);
  }

  static ManagedChannel connect(int port) {
    return Grpc.newChannelBuilderForAddress("127.0.0.1", port, InsecureChannelCredentials.create())
        .build();
  }

  /** As a till does that has heard nothing for a while: it connects anew. */
  private void reconnect(MethodDescriptor<?, ?> method, Failure failure) {
    ManagedChannel channel = channel(method);
    if (failure.reason().equals("deadline_exceeded") && ++silences >= DEAF_AFTER) {
      channel.enterIdle();
      silences = 0;
    }
    channel.resetConnectBackoff();
    try {
      Thread.sleep(dice.between(1, LONGEST_PAUSE_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private <A extends Message> void write(
      MethodDescriptor<?, A> method,
      Message request,
      String key,
      String expected,
      long start,
      List<String> failures,
      Answer<A> answer) {
    A message = answer.message();
    recorder.call(
        new Call(
            recorder.nextNumber(),
            tenant,
            name,
            String.valueOf(method.getBareMethodName()),
            key,
            Digest.of(request),
            answer.outcome(),
            answer.reason(),
            message == null ? "" : Digest.of(message),
            expected,
            start,
            recorder.millis() - start,
            failures),
        request,
        message);
  }

  @Override
  public void close() {
    channels.values().forEach(ManagedChannel::shutdownNow);
  }
}
