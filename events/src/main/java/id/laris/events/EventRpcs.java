package id.laris.events;

import id.laris.common.grpc.RpcTable;
import id.laris.common.grpc.Streams;
import id.laris.pos.v1.EventServiceGrpc;
import io.grpc.BindableService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The RPCs of EventService, each with the method that answers it. */
@Configuration(proxyBeanMethods = false)
class EventRpcs {

  @Bean
  BindableService eventService(
      Streams streams,
      Subscribe subscribe,
      ListEvents listEvents,
      ListParkedEvents listParkedEvents,
      RetryParkedEvent retryParkedEvent) {
    return new RpcTable(EventServiceGrpc.getServiceDescriptor())
        .onStream(EventServiceGrpc.getSubscribeMethod(), streams, subscribe::run)
        .on(EventServiceGrpc.getListEventsMethod(), listEvents::run)
        .on(EventServiceGrpc.getListParkedEventsMethod(), listParkedEvents::run)
        .on(EventServiceGrpc.getRetryParkedEventMethod(), retryParkedEvent::run);
  }
}
