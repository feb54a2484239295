package id.laris.torture.load;

import com.google.protobuf.Message;
import id.laris.client.DevelopmentCaller;
import id.laris.client.IdempotencyKey;
import id.laris.client.LarisClient;
import id.laris.pos.Service;
import id.laris.torture.history.Call;
import id.laris.torture.history.Digest;
import id.laris.torture.history.Outcome;
import id.laris.torture.history.Recorder;
import id.laris.torture.world.Endpoints;
import id.laris.torture.world.SeededRandom;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A client of a tenant that behaves like a real till: if an answer is lost, it repeats the call
 * with the same key and ids until it knows the outcome or gives up. Every call is recorded.
 */
final class RetryingClient implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 30_000;
  private static final int GIVES_UP_SOON_PERCENT = 10;
  private static final int LONGEST_PAUSE_MILLIS = 400;
  private static final int DEAF_AFTER = 2;

  private final String tenant;
  private final String name;
  private final SeededRandom random;
  private final Conditions conditions;
  private final Recorder recorder;
  private final DevelopmentCaller user;
  private final Map<Integer, LarisClient> connections = new TreeMap<>();
  private final Endpoints endpoints;
  private boolean patient;
  private int silences;

  RetryingClient(
      String tenant,
      String name,
      Endpoints endpoints,
      SeededRandom random,
      Conditions conditions,
      Recorder recorder) {
    this.tenant = tenant;
    this.name = name;
    this.endpoints = endpoints;
    this.random = random;
    this.conditions = conditions;
    this.recorder = recorder;
    this.user = new DevelopmentCaller(UUID.fromString(tenant), new UUID(1, 1));
  }

  /** From now on it never gives up early. */
  RetryingClient patient() {
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

  SeededRandom random() {
    return random;
  }

  /** A call without an idempotency key. */
  <Q extends Message, A extends Message> Answer<A> call(MethodDescriptor<Q, A> method, Q request) {
    return call(method, request, "", "");
  }

  <Q extends Message, A extends Message> Answer<A> call(
      MethodDescriptor<Q, A> method, Q request, String key) {
    return call(method, request, key, "");
  }

  /** A call with a key of its own, which must be answered. */
  <Q extends Message, A extends Message> A demand(MethodDescriptor<Q, A> method, Q request) {
    return call(method, request, random.uuid().toString()).get();
  }

  /** A call; where it must be refused, with the reason. */
  <Q extends Message, A extends Message> Answer<A> call(
      MethodDescriptor<Q, A> method, Q request, String key, String expected) {
    long start = recorder.millis();
    boolean hurried = !patient && random.chance(GIVES_UP_SOON_PERCENT);
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
          // An earlier attempt may still be on its way, and take effect after this refusal.
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
    Channel channel = connection(method).channel();
    if (!key.isEmpty()) {
      channel = ClientInterceptors.intercept(channel, IdempotencyKey.of(key));
    }
    CallOptions options =
        CallOptions.DEFAULT.withDeadlineAfter(conditions.deadlineMillis(), TimeUnit.MILLISECONDS);
    return ClientCalls.blockingUnaryCall(channel, method, options, request);
  }

  private LarisClient connection(MethodDescriptor<?, ?> method) {
    int port =
        Arrays.stream(Service.values())
            .filter(service -> service.grpcName().equals(method.getServiceName()))
            .mapToInt(endpoints::of)
            .findFirst()
            .orElseThrow();
    return connections.computeIfAbsent(port, one -> LarisClient.atPort(one).with(user));
  }

  /** Reconnects, as a till does after some time without an answer. */
  private void reconnect(MethodDescriptor<?, ?> method, Failure failure) {
    LarisClient connection = connection(method);
    if (failure.reason().equals("deadline_exceeded") && ++silences >= DEAF_AFTER) {
      connection.reconnect();
      silences = 0;
    }
    connection.retryNow();
    try {
      Thread.sleep(random.between(1, LONGEST_PAUSE_MILLIS));
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
    connections.values().forEach(LarisClient::close);
  }
}
