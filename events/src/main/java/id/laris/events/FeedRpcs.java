package id.laris.events;

import id.laris.common.grpc.RpcTable;
import id.laris.common.grpc.Streams;
import id.laris.pos.v1.FeedServiceGrpc;
import io.grpc.BindableService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The RPCs of FeedService, each with the method that answers it. */
@Configuration(proxyBeanMethods = false)
class FeedRpcs {

  @Bean
  BindableService feedService(
      Streams streams, WatchTenants watchTenants, BatchListEvents batchListEvents) {
    return new RpcTable(FeedServiceGrpc.getServiceDescriptor())
        .on(FeedServiceGrpc.getBatchListEventsMethod(), batchListEvents::run)
        .onStream(FeedServiceGrpc.getWatchTenantsMethod(), streams, watchTenants::run);
  }
}
