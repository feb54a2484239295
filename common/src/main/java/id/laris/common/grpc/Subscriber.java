package id.laris.common.grpc;

import com.google.common.net.InetAddresses;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * The part of a network address that one subscriber has, for limits: all of an IPv4 address, and
 * the first 64 bits of an IPv6 address, of which a subscriber has all the others.
 */
public final class Subscriber {

  private static final int OF_A_NETWORK = 8;

  private Subscriber() {}

  /** The address with the bits of the subscriber's own network left out. */
  public static InetAddress of(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, OF_A_NETWORK, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has the length of an address", e);
    }
  }

  /** The same of an address in its usual form; anything else stays as it is. */
  public static String of(String address) {
    String plain = address.replaceFirst("%.*$", "");
    return InetAddresses.isInetAddress(plain)
        ? of(InetAddresses.forString(plain)).getHostAddress()
        : address;
  }
}
