package id.laris.suite;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A TCP proxy whose connections can lose their far end without being told: they take all bytes, so
 * that TCP notices nothing, and nobody gets them.
 */
final class DeafProxy implements AutoCloseable {

  private static final int BUFFER_BYTES = 16 * 1024;
  private static final int BACKLOG = 50;

  private final ServerSocket server;
  private final Collection<Connection> connections = new ConcurrentLinkedQueue<>();
  private volatile int target;

  DeafProxy() throws IOException {
    server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("deaf-proxy").start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Leads new connections to this port of this machine. */
  void leadTo(int port) {
    target = port;
  }

  /** From here on the connections that there are swallow every byte. New ones work. */
  void becomeDeaf() {
    connections.forEach(connection -> connection.deaf = true);
  }

  private void accept() {
    try {
      while (true) {
        Connection connection =
            new Connection(server.accept(), new Socket(InetAddress.getLoopbackAddress(), target));
        connections.add(connection);
        Thread.startVirtualThread(() -> connection.pump(connection.near, connection.far));
        Thread.startVirtualThread(() -> connection.pump(connection.far, connection.near));
      }
    } catch (IOException e) {
      // The proxy is closed.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Connection connection : connections) {
      connection.close();
    }
  }

  private static final class Connection {

    private final Socket near;
    private final Socket far;
    private volatile boolean deaf;

    Connection(Socket near, Socket far) {
      this.near = near;
      this.far = far;
    }

    void pump(Socket from, Socket to) {
      byte[] buffer = new byte[BUFFER_BYTES];
      try {
        InputStream input = from.getInputStream();
        OutputStream output = to.getOutputStream();
        for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
          if (!deaf) {
            output.write(buffer, 0, read);
          }
        }
        if (!deaf) {
          close();
        }
      } catch (IOException e) {
        // One of the two ends is gone.
      }
    }

    void close() throws IOException {
      near.close();
      far.close();
    }
  }
}
