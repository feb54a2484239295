package id.laris.common;

import org.jspecify.annotations.Nullable;

/**
 * The address to listen on. Development mode trusts every caller, so it listens on this machine
 * only.
 */
public final class BindAddress {

  private static final String THIS_MACHINE = "127.0.0.1";
  private static final String EVERY_ADDRESS = "0.0.0.0";

  private BindAddress() {}

  /**
   * The configured address, or the default of the mode.
   *
   * @param configured {@code POS_BIND}; null or blank where nothing is configured
   */
  public static String of(@Nullable String configured, boolean authEnabled) {
    if (configured != null && !configured.isBlank()) {
      return configured.strip();
    }
    return authEnabled ? EVERY_ADDRESS : THIS_MACHINE;
  }
}
