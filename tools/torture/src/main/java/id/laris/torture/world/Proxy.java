package id.laris.torture.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy for a port of this machine, whose connections can be cut, slowed, stalled or left
 * half-open.
 */
public final class Proxy implements AutoCloseable {

  private static final int BUFFER_BYTES = 16 * 1024;
  private static final int BACKLOG = 200;
  private static final long POLL_MILLIS = 10;

  private final int target;
  private final ServerSocket server;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;
  private volatile boolean stalled;
  private volatile int delayMillis;
  private volatile boolean closed;

  private Proxy(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
  }

  static Proxy start(int port, int target) throws IOException {
    Proxy proxy = new Proxy(new ServerSocket(port, BACKLOG, loopback()), target);
    Thread.ofVirtual().name("proxy " + port).start(proxy::accept);
    return proxy;
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Closes every connection, and each new one at once, until it is repaired. */
  public void cut() {
    cut = true;
    connections.forEach(Connection::close);
  }

  /** From now on everything comes this much later; 0 for no delay. */
  public void delay(int millis) {
    delayMillis = millis;
  }

  /** No data passes any more, and nobody is told, until it is repaired. */
  public void stall() {
    stalled = true;
  }

  /**
   * The connections that there are lose their far end without being told: all data sent into them
   * is lost. New ones work.
   */
  public void breakSilently() {
    connections.forEach(Connection::dropSilently);
  }

  /** Ends all faults of the proxy; half-open connections are closed now. */
  public void repair() {
    cut = false;
    stalled = false;
    delayMillis = 0;
    connections.stream().filter(connection -> connection.halfOpen).forEach(Connection::close);
  }

  private void accept() {
    while (!closed) {
      try {
        Socket near = server.accept();
        if (cut) {
          near.close();
        } else {
          Thread.startVirtualThread(() -> connect(near));
        }
      } catch (IOException e) {
        // Either the proxy is closed, or one connection failed.
      }
    }
  }

  private void connect(Socket near) {
    Socket far = new Socket();
    Connection connection = new Connection(near, far);
    connections.add(connection);
    try {
      far.connect(new InetSocketAddress(loopback(), target));
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      Thread.startVirtualThread(() -> connection.pump(near, far));
      connection.pump(far, near);
    } catch (IOException e) {
      connection.close();
    }
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    server.close();
    connections.forEach(Connection::close);
  }

  private final class Connection {

    private final Socket near;
    private final Socket far;
    private volatile boolean halfOpen;

    Connection(Socket near, Socket far) {
      this.near = near;
      this.far = far;
    }

    void dropSilently() {
      halfOpen = true;
      closeQuietly(far);
    }

    void pump(Socket from, Socket to) {
      byte[] buffer = new byte[BUFFER_BYTES];
      try {
        InputStream input = from.getInputStream();
        OutputStream output = to.getOutputStream();
        for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
          Thread.sleep(delayMillis);
          while (stalled) {
            Thread.sleep(POLL_MILLIS);
          }
          if (!halfOpen) {
            output.write(buffer, 0, read);
          }
        }
      } catch (IOException e) {
        // One of the two ends is gone.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (!halfOpen) {
        close();
      }
    }

    void close() {
      closeQuietly(near);
      closeQuietly(far);
      connections.remove(this);
    }

    private static void closeQuietly(Socket socket) {
      try {
        socket.close();
      } catch (IOException e) {
        // It is closed, then.
      }
    }
  }
}
