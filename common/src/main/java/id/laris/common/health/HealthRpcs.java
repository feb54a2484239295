package id.laris.common.health;

import id.laris.common.grpc.RpcTable;
import id.laris.pos.v1.HealthServiceGrpc;
import io.grpc.BindableService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The RPCs of HealthService. */
@Configuration(proxyBeanMethods = false)
class HealthRpcs {

  @Bean
  BindableService healthService(CheckHealth checkHealth) {
    return new RpcTable(HealthServiceGrpc.getServiceDescriptor())
        .on(HealthServiceGrpc.getCheckMethod(), request -> checkHealth.run());
  }
}
