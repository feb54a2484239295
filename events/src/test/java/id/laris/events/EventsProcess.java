package id.laris.events;

import id.laris.common.background.Background;
import id.laris.common.db.Outbox;
import id.laris.common.db.ServiceSchema;
import id.laris.common.db.Writes;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.grpc.server.GlobalServerInterceptor;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A process of two small services: a bakery that writes events of its cakes, and a kitchen that
 * consumes them.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(EventsModule.class)
class EventsProcess {

  @Bean
  ServiceSchema bakerySchema() {
    return new ServiceSchema("bakery", List.of(Bakery.SERVICE));
  }

  @Bean
  ServiceSchema kitchenSchema() {
    return new ServiceSchema("kitchen", List.of(Kitchen.SERVICE));
  }

  @Bean
  Bakery bakery(Background background, Writes writes, Outbox outbox, JdbcClient jdbc) {
    return new Bakery(background, writes, outbox, jdbc);
  }

  @Bean
  Kitchen kitchen(JdbcClient jdbc) {
    return new Kitchen(jdbc);
  }

  @Bean
  @GlobalServerInterceptor
  SentMessages sentMessages() {
    return new SentMessages();
  }
}
