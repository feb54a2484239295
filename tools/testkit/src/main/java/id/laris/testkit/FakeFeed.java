package id.laris.testkit;

import id.laris.pos.v1.BatchListEventsRequest;
import id.laris.pos.v1.BatchListEventsResponse;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.EventServiceGrpc;
import id.laris.pos.v1.FeedServiceGrpc;
import id.laris.pos.v1.ListEventsRequest;
import id.laris.pos.v1.ListEventsResponse;
import id.laris.pos.v1.TenantCursor;
import id.laris.pos.v1.WatchTenantsRequest;
import id.laris.pos.v1.WatchTenantsResponse;
import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The event feed of another service, with events made by tests. A cursor is the number of events
 * before it.
 */
public final class FakeFeed implements AutoCloseable {

  private static final Context.Key<String> TENANT = Context.key("fake-feed-tenant");

  private final Map<String, List<Event>> events = new ConcurrentHashMap<>();
  private final List<StreamObserver<WatchTenantsResponse>> watchers = new CopyOnWriteArrayList<>();
  private final Server server;

  /**
   * @param name of its in-process server
   * @param more what else the other service answers
   */
  public FakeFeed(String name, BindableService... more) throws IOException {
    InProcessServerBuilder builder =
        InProcessServerBuilder.forName(name)
            .addService(new Events())
            .addService(new Feed())
            .intercept(new TenantOfCall());
    Arrays.stream(more).forEach(builder::addService);
    server = builder.build().start();
  }

  /** Returns the tenant of the current call, for which the service key was sent. */
  public static String tenantOfCall() {
    return TENANT.get();
  }

  /** Returns the number of events, which is the cursor of a consumer that has read all of them. */
  public int size(UUID tenantId) {
    return events.getOrDefault(tenantId.toString(), List.of()).size();
  }

  /** Adds an event. */
  public void happened(UUID tenantId, Event.Builder event) {
    happened(tenantId, List.of(event));
  }

  /** Adds events, in this order. */
  public void happened(UUID tenantId, List<Event.Builder> happened) {
    events
        .computeIfAbsent(tenantId.toString(), id -> new CopyOnWriteArrayList<>())
        .addAll(
            happened.stream()
                .map(event -> event.setId(UUID.randomUUID().toString()).build())
                .toList());
    watchers.forEach(
        watcher ->
            watcher.onNext(
                WatchTenantsResponse.newBuilder().addTenantIds(tenantId.toString()).build()));
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private final class Events extends EventServiceGrpc.EventServiceImplBase {
    @Override
    public void listEvents(ListEventsRequest request, StreamObserver<ListEventsResponse> observer) {
      observer.onNext(page(TENANT.get(), request.getAfterCursor(), request.getLimit()));
      observer.onCompleted();
    }
  }

  private ListEventsResponse page(String tenantId, String afterCursor, int limit) {
    List<Event> feed = events.getOrDefault(tenantId, List.of());
    int from = afterCursor.isEmpty() ? 0 : Integer.parseInt(afterCursor);
    int to = Math.min(feed.size(), from + limit);
    ListEventsResponse.Builder response =
        ListEventsResponse.newBuilder()
            .setNextCursor(Integer.toString(to))
            .setHasMore(to < feed.size());
    for (int i = from; i < to; i++) {
      response.addEvents(feed.get(i).toBuilder().setCursor(Integer.toString(i + 1)));
    }
    return response.build();
  }

  private final class Feed extends FeedServiceGrpc.FeedServiceImplBase {
    @Override
    public void watchTenants(
        WatchTenantsRequest request, StreamObserver<WatchTenantsResponse> observer) {
      ((ServerCallStreamObserver<WatchTenantsResponse>) observer)
          .setOnCancelHandler(() -> watchers.remove(observer));
      observer.onNext(WatchTenantsResponse.newBuilder().addAllTenantIds(events.keySet()).build());
      watchers.add(observer);
    }

    @Override
    public void batchListEvents(
        BatchListEventsRequest request, StreamObserver<BatchListEventsResponse> observer) {
      BatchListEventsResponse.Builder response = BatchListEventsResponse.newBuilder();
      for (TenantCursor tenant : request.getTenantsList()) {
        response
            .addTenantsBuilder()
            .setTenantId(tenant.getTenantId())
            .setPage(page(tenant.getTenantId(), tenant.getAfterCursor(), request.getLimit()));
      }
      observer.onNext(response.build());
      observer.onCompleted();
    }
  }

  private static final class TenantOfCall implements ServerInterceptor {

    private static final Metadata.Key<String> HEADER =
        Metadata.Key.of("x-laris-tenant-id", Metadata.ASCII_STRING_MARSHALLER);

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      String tenantId = headers.get(HEADER);
      return Contexts.interceptCall(
          Context.current().withValue(TENANT, tenantId == null ? "" : tenantId),
          call,
          headers,
          next);
    }
  }
}
