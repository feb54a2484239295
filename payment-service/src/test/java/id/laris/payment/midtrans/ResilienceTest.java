package id.laris.payment.midtrans;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.grpc.CallContext;
import id.laris.payment.gateway.GatewayAnswer;
import id.laris.payment.gateway.GatewayFailure;
import id.laris.payment.gateway.GatewayFailure.Kind;
import id.laris.pos.v1.PaymentTransaction.Method;
import id.laris.simulator.Down;
import id.laris.simulator.Fault;
import id.laris.simulator.MidtransSimulator;
import id.laris.simulator.Operation;
import id.laris.simulator.SimulatorSettings;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.grpc.Context;
import io.grpc.Metadata;
import io.micrometer.core.instrument.Meter;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client retries, waits and gives up while the gateway fails. */
class ResilienceTest {

  private static final Duration READ_TIMEOUT = Duration.ofMillis(400);

  private final MidtransSimulator simulator =
      MidtransSimulator.start(SimulatorSettings.defaults().withPort(0));
  private final Client client = new Client(simulator.url(), READ_TIMEOUT);
  private final MidtransGateway gateway = client.gateway;
  private final CircuitBreaker circuit = client.resilience.circuitBreaker(simulator.url());

  @AfterEach
  void close() {
    client.close();
    simulator.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"DOWN_503", "DOWN_DROP", "DOWN_HANG"})
  void aGatewayThatIsDownIsNotAskedUntilItMayBeUpAgain(Down down) {
    simulator.control().down(down);
    for (int call = 0; call < 5 && circuit.getState() == CircuitBreaker.State.CLOSED; call++) {
      assertThat(chargeFails()).isEqualTo(Kind.LOST);
    }

    long startedNanos = System.nanoTime();
    assertThat(chargeFails()).isEqualTo(Kind.CIRCUIT_OPEN);
    assertThat(Failures.kind(() -> gateway.status(Client.ACCOUNT, "a")))
        .isEqualTo(Kind.CIRCUIT_OPEN);
    assertThat(Duration.ofNanos(System.nanoTime() - startedNanos))
        .as("at once")
        .isLessThan(READ_TIMEOUT);

    simulator.control().down(Down.UP);
    circuit.transitionToHalfOpenState();
    for (int call = 0; call < 3; call++) {
      charge();
    }
    assertThat(circuit.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
  }

  @Test
  void theCircuitTriesAgainByItself() {
    circuit.transitionToOpenState();
    CountDownLatch halfOpen = new CountDownLatch(1);
    circuit.getEventPublisher().onStateTransition(event -> halfOpen.countDown());

    assertThat(await(halfOpen, Duration.ofSeconds(8))).isTrue();
    assertThat(circuit.getState()).isEqualTo(CircuitBreaker.State.HALF_OPEN);
  }

  @Test
  void refusalsDoNotOpenTheCircuit() {
    List<Fault> refusals =
        List.of(
            Fault.RATE_LIMIT, Fault.UNAUTHORIZED_401, Fault.CHANNEL_402, Fault.error(400, "bad"));
    for (Fault refusal : refusals) {
      simulator.control().fault(refusal, Operation.CHARGE, 5);
      for (int call = 0; call < 5; call++) {
        chargeFails();
      }
    }

    assertThat(circuit.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    assertThat(circuit.getMetrics().getNumberOfFailedCalls()).isZero();
  }

  @Test
  void slowAnswersDoNotOpenTheCircuit() {
    Duration slow = READ_TIMEOUT.dividedBy(4);
    simulator.control().fault(Fault.delay(slow), Operation.CHARGE, 8);
    for (int call = 0; call < 8; call++) {
      charge();
    }

    assertThat(circuit.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
  }

  @Test
  void whoCannotBeReachedHasDoneNothing() throws IOException {
    URI nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
    try (Client alone = new Client(nobody, READ_TIMEOUT)) {
      assertThat(
              Failures.kind(
                  () -> alone.gateway.charge(Client.ACCOUNT, Client.order(Method.PERMATA_VA))))
          .isEqualTo(Kind.NOT_REACHED);
      assertThat(alone.resilience.circuitBreaker(nobody).getMetrics().getNumberOfFailedCalls())
          .as("it was tried again, for it was never sent")
          .isEqualTo(3);
    }
    try (Client unresolved = new Client(URI.create("https://nobody.invalid"), READ_TIMEOUT)) {
      assertThat(
              Failures.kind(
                  () -> unresolved.gateway.charge(Client.ACCOUNT, Client.order(Method.QRIS))))
          .isEqualTo(Kind.NOT_REACHED);
    }
  }

  /** The first answer may stand for work that was done: later answers do not undo it. */
  @Test
  void whatMayHaveHappenedStaysDoubtfulWhateverFollows() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Client alone = new Client(URI.create("http://127.0.0.1:" + socket.getLocalPort()));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> once = threads.submit(() -> answerOnceAndVanish(socket));
      assertThat(
              Failures.kind(() -> alone.gateway.charge(Client.ACCOUNT, Client.order(Method.QRIS))))
          .isEqualTo(Kind.LOST);
      once.get(5, TimeUnit.SECONDS);
    }
    for (Fault second : List.of(Fault.RATE_LIMIT, Fault.UNAUTHORIZED_401, Fault.CHANNEL_402)) {
      simulator.control().fault(Fault.ERROR_500, Operation.CHARGE, 1);
      simulator.control().fault(second, Operation.CHARGE, 1);
      assertThat(chargeFails()).isEqualTo(Kind.LOST);
      circuit.reset();
    }
  }

  private static Void answerOnceAndVanish(ServerSocket socket) throws IOException {
    try (Socket connection = socket.accept()) {
      socket.close();
      InputStream input = connection.getInputStream();
      byte[] buffer = new byte[16 * 1024];
      StringBuilder seen = new StringBuilder();
      while (seen.indexOf("}}") < 0) {
        seen.append(new String(buffer, 0, input.read(buffer), US_ASCII));
      }
      connection
          .getOutputStream()
          .write(
              "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                  .getBytes(US_ASCII));
    }
    return null;
  }

  @Test
  void aCircuitThatOpensBetweenAttemptsLeavesDoubt() {
    for (int call = 0; call < 4; call++) {
      simulator.control().fault(Fault.ERROR_503, Operation.CHARGE, 1);
      Failures.kind(() -> gateway.charge(Client.ACCOUNT, Client.order(Method.PERMATA_VA)));
    }
    simulator.control().fault(Fault.COMMIT_THEN_500, Operation.CHARGE, 1);

    assertThat(chargeFails()).isEqualTo(Kind.LOST);
    assertThat(circuit.getState()).isEqualTo(CircuitBreaker.State.OPEN);
  }

  /** With this timeout a call that is not cut short never ends. */
  @Test
  @Timeout(30)
  void aCallEndsWithTheTimeOfItsCaller() throws Exception {
    simulator.control().down(Down.DOWN_HANG);
    try (Client patient = new Client(simulator.url(), Duration.ofHours(1));
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        Context.CancellableContext hasty =
            Context.current().withDeadlineAfter(200, TimeUnit.MILLISECONDS, timer)) {
      assertThat(hasty.call(() -> Failures.kind(() -> status(patient)))).isEqualTo(Kind.LOST);
    }
  }

  /** With this timeout a call that is not cut short never ends. */
  @Test
  @Timeout(30)
  void aCallEndsWithTheCancellationOfItsCaller() throws Exception {
    simulator.control().down(Down.DOWN_HANG);
    try (Client patient = new Client(simulator.url(), Duration.ofHours(1));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Context.CancellableContext caller = Context.current().withCancellation()) {
      Future<Kind> call =
          threads.submit(() -> caller.call(() -> Failures.kind(() -> status(patient))));
      awaitFree(patient, "midtrans-callers", 63);
      caller.cancel(null);

      assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo(Kind.LOST);
      assertThat(patient.resilience.circuitBreaker(simulator.url()).getMetrics())
          .extracting(
              CircuitBreaker.Metrics::getNumberOfFailedCalls,
              CircuitBreaker.Metrics::getNumberOfSuccessfulCalls)
          .containsExactly(0, 0);
    }
  }

  @Test
  @Timeout(30)
  void callsThatWereGivenUpDoNotCloseTheCircuit() throws Exception {
    simulator.control().down(Down.DOWN_HANG);
    try (Client patient = new Client(simulator.url(), Duration.ofSeconds(20));
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
      CircuitBreaker halfOpen = patient.resilience.circuitBreaker(simulator.url());
      halfOpen.transitionToOpenState();
      halfOpen.transitionToHalfOpenState();
      for (int call = 0; call < 4; call++) {
        try (Context.CancellableContext hasty =
            Context.current().withDeadlineAfter(200, TimeUnit.MILLISECONDS, timer)) {
          assertThat(hasty.call(() -> Failures.kind(() -> status(patient)))).isEqualTo(Kind.LOST);
        }
      }
      assertThat(halfOpen.getState()).isEqualTo(CircuitBreaker.State.HALF_OPEN);

      simulator.control().down(Down.UP);
      for (int call = 0; call < 3; call++) {
        status(patient);
      }
      assertThat(halfOpen.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }
  }

  @Test
  void allAttemptsTogetherHaveBoundedTime() {
    simulator.control().down(Down.DOWN_HANG);
    long startedNanos = System.nanoTime();

    assertThat(Failures.kind(() -> gateway.status(Client.ACCOUNT, "a"))).isEqualTo(Kind.LOST);

    assertThat(Duration.ofNanos(System.nanoTime() - startedNanos))
        .isLessThan(READ_TIMEOUT.plusSeconds(2));
  }

  @Test
  void anAnswerWhoseEndNeverComesIsLost() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Client alone =
            new Client(URI.create("http://127.0.0.1:" + socket.getLocalPort()), READ_TIMEOUT);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> half = threads.submit(() -> answerHalf(socket, end));
      assertThat(
              Failures.kind(() -> alone.gateway.charge(Client.ACCOUNT, Client.order(Method.QRIS))))
          .isEqualTo(Kind.LOST);
      end.countDown();
      half.get(5, TimeUnit.SECONDS);
    }
  }

  private static Void answerHalf(ServerSocket socket, CountDownLatch end)
      throws IOException, InterruptedException {
    try (Socket connection = socket.accept()) {
      connection
          .getOutputStream()
          .write(
              "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"status_code\":".getBytes(US_ASCII));
      assertThat(end.await(5, TimeUnit.SECONDS)).isTrue();
    }
    return null;
  }

  @Test
  void whoCallsAndWhatRunsByItselfDoNotTakeEachOthersPlaces() throws Exception {

    try (Client patient = new Client(simulator.url(), Duration.ofSeconds(9));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      simulator.control().down(Down.DOWN_HANG);
      List<Future<?>> waiting = new ArrayList<>();
      for (int call = 0; call < 16; call++) {
        waiting.add(threads.submit(() -> inBackground(() -> quietly(patient))));
      }
      awaitFree(patient, "midtrans-background", 0);
      assertThat(inBackground(() -> Failures.kind(() -> status(patient)))).isEqualTo(Kind.BUSY);
      for (int call = 0; call < 64; call++) {
        waiting.add(threads.submit(() -> quietly(patient)));
      }
      awaitFree(patient, "midtrans-callers", 0);
      assertThat(Failures.kind(() -> status(patient))).isEqualTo(Kind.BUSY);

      simulator.control().down(Down.UP);
      for (Future<?> call : waiting) {
        call.get(10, TimeUnit.SECONDS);
      }
      assertThat(status(patient)).isEqualTo(new GatewayAnswer.Missing());
    }
  }

  @Test
  void everyPartIsMeasuredAndNobodyIsNamed() {
    charge();
    Failures.kind(() -> gateway.charge(Client.ACCOUNT, Client.card("no-token")));

    Set<String> names =
        client.meters.getMeters().stream()
            .map(m -> m.getId().getName())
            .collect(Collectors.toSet());
    assertThat(names)
        .contains(
            "resilience4j.circuitbreaker.state",
            "resilience4j.retry.calls",
            "resilience4j.bulkhead.available.concurrent.calls",
            "laris.gateway.calls");
    assertThat(
            client
                .meters
                .get("laris.gateway.calls")
                .tags("operation", "charge", "outcome", "known")
                .timer()
                .count())
        .isEqualTo(1);
    assertThat(
            client
                .meters
                .get("laris.gateway.calls")
                .tags("outcome", "refused")
                .meter()
                .getId()
                .getTags())
        .extracting(tag -> tag.getKey())
        .containsExactlyInAnyOrder("operation", "outcome");
    assertThat(client.meters.getMeters())
        .extracting(Meter::getId)
        .noneMatch(id -> id.toString().contains("-a1"));
  }

  private GatewayAnswer charge() {
    return gateway.charge(Client.ACCOUNT, Client.order(Method.QRIS));
  }

  private Kind chargeFails() {
    return Failures.kind(this::charge);
  }

  private static GatewayAnswer status(Client client) {
    return client.gateway.status(Client.ACCOUNT, "a");
  }

  private static Kind quietly(Client client) {
    try {
      status(client);
      return Kind.BUSY;
    } catch (GatewayFailure e) {
      return e.kind();
    }
  }

  private static Kind inBackground(Supplier<Kind> work) {
    CallContext call =
        CallContext.background("pos.v1.PaymentTransactionService", "Sweep", new Metadata());
    Context context = call.in(Context.current());
    Context before = context.attach();
    try {
      return work.get();
    } finally {
      context.detach(before);
    }
  }

  private static void awaitFree(Client client, String bulkhead, int free) {
    long untilNanos = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (client
            .meters
            .get("resilience4j.bulkhead.available.concurrent.calls")
            .tags("name", bulkhead)
            .gauge()
            .value()
        != free) {
      assertThat(System.nanoTime()).as("the bulkhead should fill").isLessThan(untilNanos);
      Thread.onSpinWait();
    }
  }

  private static boolean await(CountDownLatch latch, Duration limit) {
    try {
      return latch.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
