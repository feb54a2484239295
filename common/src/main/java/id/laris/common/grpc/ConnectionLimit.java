package id.laris.common.grpc;

import io.grpc.netty.NettyServerBuilder;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.grpc.server.ServerBuilderCustomizer;
import org.springframework.stereotype.Component;

/**
 * Limits the number of connections to the gRPC port. One more is closed as soon as it is accepted,
 * before it costs anything; those that there are go on. (grpc-java has no setting for it. It takes
 * a channel of ours only together with threads of ours.)
 */
@Component
class ConnectionLimit implements ServerBuilderCustomizer<NettyServerBuilder>, DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(ConnectionLimit.class);
  private static final long THREADS_END_WITHIN_SECONDS = 2;

  private final int most;
  private final AtomicInteger open = new AtomicInteger();
  private final RefusalLog refusals;
  private final EventLoopGroup acceptor;
  private final EventLoopGroup connections;

  ConnectionLimit(@Value("${pos.max-connections}") int most, MeterRegistry meters) {
    this.most = most;
    this.refusals =
        new RefusalLog(log, "connections beyond the %d of POS_MAX_CONNECTIONS".formatted(most));
    IoHandlerFactory io =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    this.acceptor =
        new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("grpc-acceptor", true), io);
    this.connections =
        new MultiThreadIoEventLoopGroup(0, new DefaultThreadFactory("grpc-io", true), io);
    Gauge.builder("laris.connections.open", open, AtomicInteger::get)
        .description("Connections to the gRPC port")
        .register(meters);
  }

  @Override
  public void customize(NettyServerBuilder server) {
    server
        .bossEventLoopGroup(acceptor)
        .workerEventLoopGroup(connections)
        .channelFactory(this::channel);
  }

  private ServerChannel channel() {
    ServerChannel channel =
        Epoll.isAvailable() ? new EpollServerSocketChannel() : new NioServerSocketChannel();
    channel.pipeline().addLast(new Gate());
    return channel;
  }

  /** Stands before the handler that makes a transport of an accepted connection. */
  private final class Gate extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
      Channel connection = (Channel) accepted;
      if (open.incrementAndGet() > most) {
        open.decrementAndGet();
        refusals.add(connection.remoteAddress());
        connection.unsafe().closeForcibly();
        return;
      }
      connection.closeFuture().addListener(closed -> open.decrementAndGet());
      context.fireChannelRead(connection);
    }
  }

  @Override
  public void destroy() {
    var _ = acceptor.shutdownGracefully(0, THREADS_END_WITHIN_SECONDS, TimeUnit.SECONDS);
    var _ = connections.shutdownGracefully(0, THREADS_END_WITHIN_SECONDS, TimeUnit.SECONDS);
  }
}
