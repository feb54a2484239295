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

/** A wire to a port of this machine, which can be cut, slow, or deaf. */
public final class Proxy implements AutoCloseable {

  private static final int BUFFER_BYTES = 16 * 1024;
  private static final int BACKLOG = 200;
  private static final long LOOK_AGAIN_MILLIS = 10;

  private final int target;
  private final ServerSocket server;
  private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;
  private volatile boolean still;
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

  /** Closes every connection, and each new one at once, until it is mended. */
  public void cut() {
    cut = true;
    wires.forEach(Wire::close);
  }

  /** From now on everything comes this much later; 0 for no delay. */
  public void delay(int millis) {
    delayMillis = millis;
  }

  /** Nothing comes through any more, and nobody is told, until it is mended. */
  public void standStill() {
    still = true;
  }

  /**
   * The connections that there are lose their far end without being told: what is sent into them is
   * lost for good. New ones work.
   */
  public void halfOpen() {
    wires.forEach(Wire::goDeaf);
  }

  /** Ends what was done to it; connections that went deaf are told of it now. */
  public void mend() {
    cut = false;
    still = false;
    delayMillis = 0;
    wires.stream().filter(wire -> wire.deaf).forEach(Wire::close);
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
        // Either it is closed, or one connection came to nothing.
      }
    }
  }

  private void connect(Socket near) {
    Socket far = new Socket();
    Wire wire = new Wire(near, far);
    wires.add(wire);
    try {
      far.connect(new InetSocketAddress(loopback(), target));
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      Thread.startVirtualThread(() -> wire.pump(near, far));
      wire.pump(far, near);
    } catch (IOException e) {
      wire.close();
    }
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    server.close();
    wires.forEach(Wire::close);
  }

  private final class Wire {

    private final Socket near;
    private final Socket far;
    private volatile boolean deaf;

    Wire(Socket near, Socket far) {
      this.near = near;
      this.far = far;
    }

    void goDeaf() {
      deaf = true;
      closeQuietly(far);
    }

    void pump(Socket from, Socket to) {
      byte[] buffer = new byte[BUFFER_BYTES];
      try {
        InputStream input = from.getInputStream();
        OutputStream output = to.getOutputStream();
        for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
          Thread.sleep(delayMillis);
          while (still) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
          }
          if (!deaf) {
            output.write(buffer, 0, read);
          }
        }
      } catch (IOException e) {
        // One of the two ends is gone.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (!deaf) {
        close();
      }
    }

    void close() {
      closeQuietly(near);
      closeQuietly(far);
      wires.remove(this);
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
