package id.laris.events;

import static id.laris.common.grpc.Replies.reply;

import id.laris.common.grpc.Streams;
import id.laris.pos.v1.EventServiceGrpc;
import id.laris.pos.v1.ListEventsRequest;
import id.laris.pos.v1.ListEventsResponse;
import id.laris.pos.v1.ListParkedEventsRequest;
import id.laris.pos.v1.ListParkedEventsResponse;
import id.laris.pos.v1.RetryParkedEventRequest;
import id.laris.pos.v1.RetryParkedEventResponse;
import id.laris.pos.v1.SubscribeRequest;
import id.laris.pos.v1.SubscribeResponse;
import io.grpc.stub.StreamObserver;
import org.springframework.stereotype.Component;

/** One line per RPC of events. */
@Component
final class EventGrpcService extends EventServiceGrpc.EventServiceImplBase {

  private final Streams streams;
  private final Subscribe subscribe;
  private final ListEvents listEvents;
  private final ListParkedEvents listParkedEvents;
  private final RetryParkedEvent retryParkedEvent;

  EventGrpcService(
      Streams streams,
      Subscribe subscribe,
      ListEvents listEvents,
      ListParkedEvents listParkedEvents,
      RetryParkedEvent retryParkedEvent) {
    this.streams = streams;
    this.subscribe = subscribe;
    this.listEvents = listEvents;
    this.listParkedEvents = listParkedEvents;
    this.retryParkedEvent = retryParkedEvent;
  }

  @Override
  public void subscribe(SubscribeRequest request, StreamObserver<SubscribeResponse> observer) {
    streams.open(observer, stream -> subscribe.run(request, stream));
  }

  @Override
  public void listEvents(ListEventsRequest request, StreamObserver<ListEventsResponse> observer) {
    reply(observer, () -> listEvents.run(request));
  }

  @Override
  public void listParkedEvents(
      ListParkedEventsRequest request, StreamObserver<ListParkedEventsResponse> observer) {
    reply(observer, () -> listParkedEvents.run(request));
  }

  @Override
  public void retryParkedEvent(
      RetryParkedEventRequest request, StreamObserver<RetryParkedEventResponse> observer) {
    reply(observer, () -> retryParkedEvent.run(request));
  }
}
