package id.laris.common.grpc;

import io.grpc.DecompressorRegistry;
import io.grpc.ServerBuilder;
import io.grpc.ServerServiceDefinition;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerExecutorProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.grpc.server.GrpcServerFactory;
import org.springframework.grpc.server.ServerBuilderCustomizer;
import org.springframework.grpc.server.service.DefaultGrpcServiceConfigurer;
import org.springframework.grpc.server.service.GrpcServiceConfigurer;
import org.springframework.grpc.server.service.GrpcServiceSpec;

/** The gRPC server: handlers on virtual threads, requests read safely. */
@Configuration(proxyBeanMethods = false)
class GrpcServerConfiguration {

  /**
   * The size from which the transport refuses a request without an explanation; {@link
   * ValidationInterceptor} refuses smaller ones and explains it.
   */
  private static final int TRANSPORT_LIMIT_BYTES = 4 * ValidationInterceptor.MAX_REQUEST_BYTES;

  /** The same for headers, of which {@link HeaderSizeInterceptor} refuses fewer. */
  private static final int HEADERS_LIMIT_BYTES = 1024 * 1024;

  @Bean
  GrpcServiceConfigurer safeServiceConfigurer(ApplicationContext context) {
    return new DefaultGrpcServiceConfigurer(context) {
      @Override
      public ServerServiceDefinition configure(
          GrpcServiceSpec spec, @Nullable GrpcServerFactory factory) {
        return SafeMarshaller.in(super.configure(spec, factory));
      }
    };
  }

  @Bean
  GrpcServerExecutorProvider virtualThreadsForHandlers() {
    Executor executor =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("grpc-", 0).factory());
    return () -> executor;
  }

  @Bean
  <T extends ServerBuilder<T>> ServerBuilderCustomizer<T> explainedRefusals() {
    return builder ->
        builder
            .maxInboundMessageSize(TRANSPORT_LIMIT_BYTES)
            .maxInboundMetadataSize(HEADERS_LIMIT_BYTES)
            .decompressorRegistry(
                DecompressorRegistry.getDefaultInstance().with(new LazyGzip(), true));
  }
}
