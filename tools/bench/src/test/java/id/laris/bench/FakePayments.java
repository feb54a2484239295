package id.laris.bench;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import id.laris.bench.scenario.SimulatedGateway;
import id.laris.pos.v1.ChargeRequest;
import id.laris.pos.v1.ChargeResponse;
import id.laris.pos.v1.GetTransactionRequest;
import id.laris.pos.v1.GetTransactionResponse;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransaction.Cause;
import id.laris.pos.v1.PaymentTransaction.Change;
import id.laris.pos.v1.PaymentTransaction.State;
import id.laris.pos.v1.PaymentTransactionServiceGrpc;
import id.laris.pos.v1.SetGatewayConfigRequest;
import id.laris.pos.v1.SetGatewayConfigResponse;
import id.laris.simulator.MidtransSimulator;
import id.laris.simulator.SimulatorSettings;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Charges at a real simulator, and believes every notification, or loses some. */
final class FakePayments extends PaymentTransactionServiceGrpc.PaymentTransactionServiceImplBase
    implements AutoCloseable {

  private final MidtransSimulator midtrans =
      MidtransSimulator.start(SimulatorSettings.defaults().withPort(0));
  private final SimulatedGateway gateway = new SimulatedGateway(midtrans.url());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final Map<String, State> states = new ConcurrentHashMap<>();
  private final AtomicLong notifications = new AtomicLong();
  private volatile String serverKey = "";
  private volatile long loseEvery;
  private volatile long stopAt = -1;
  private volatile long stopMillis;

  FakePayments() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.createContext("/webhooks/midtrans", this::notified);
    server.setExecutor(threads);
    server.start();
  }

  String simulator() {
    return midtrans.url().toString();
  }

  String webhook() {
    return "http://localhost:%d/webhooks/midtrans".formatted(server.getAddress().getPort());
  }

  /** Answers one of so many, and does not do it. */
  void loseEvery(long many) {
    loseEvery = many;
  }

  /** Stands still so long when this notification comes, and all that come meanwhile wait. */
  void stopAt(long notification, long millis) {
    stopAt = notification;
    stopMillis = millis;
  }

  long notifications() {
    return notifications.get();
  }

  @Override
  public void setGatewayConfig(
      SetGatewayConfigRequest request, StreamObserver<SetGatewayConfigResponse> observer) {
    serverKey = request.getServerKey();
    FakeLaris.reply(observer, SetGatewayConfigResponse.getDefaultInstance());
  }

  @Override
  public void charge(ChargeRequest request, StreamObserver<ChargeResponse> observer) {
    JsonObject answer =
        new Gson().fromJson(gateway.charge(serverKey, request.getAmount() / 100), JsonObject.class);
    String id = answer.get("order_id").getAsString();
    states.put(id, State.PENDING);
    FakeLaris.reply(
        observer,
        ChargeResponse.newBuilder()
            .setTransaction(
                transaction(id).setGatewayTransactionId(answer.get("transaction_id").getAsString()))
            .build());
  }

  private PaymentTransaction.Builder transaction(String id) {
    State state = states.getOrDefault(id, State.STATE_UNSPECIFIED);
    return PaymentTransaction.newBuilder()
        .setId(id)
        .setGatewayOrderId(id)
        .setState(state)
        .addChanges(
            Change.newBuilder()
                .setTo(state)
                .setCause(state == State.PAID ? Cause.WEBHOOK : Cause.CHARGE));
  }

  @Override
  public void getTransaction(
      GetTransactionRequest request, StreamObserver<GetTransactionResponse> observer) {
    FakeLaris.reply(
        observer,
        GetTransactionResponse.newBuilder()
            .setTransaction(transaction(request.getTransactionId()))
            .build());
  }

  private synchronized void notified(HttpExchange exchange) throws IOException {
    try (exchange) {
      long number = notifications.incrementAndGet();
      JsonObject body =
          new Gson()
              .fromJson(
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                  JsonObject.class);
      String id = body.get("order_id").getAsString();
      boolean paid = midtrans.control().transaction(id).status().equals("settlement");
      if (number == stopAt) {
        Thread.sleep(stopMillis);
      }
      if (paid && (loseEvery == 0 || number % loseEvery != 0)) {
        states.put(id, State.PAID);
      }
      exchange.sendResponseHeaders(200, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    gateway.close();
    midtrans.close();
    threads.shutdownNow();
  }
}
