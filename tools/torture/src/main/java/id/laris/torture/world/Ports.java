package id.laris.torture.world;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports of this machine, below those that the system gives to connections: a process that is
 * killed finds its port free again.
 */
public final class Ports {

  private static final int FIRST = 20_000;
  private static final int LAST = 30_000;

  private final Set<Integer> given = new HashSet<>();

  /** One that nobody has, and that was not given before. */
  public synchronized int free() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      if (given.contains(port)) {
        continue;
      }
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        given.add(socket.getLocalPort());
        return socket.getLocalPort();
      } catch (BindException e) {
        given.add(port);
      }
    }
  }
}
