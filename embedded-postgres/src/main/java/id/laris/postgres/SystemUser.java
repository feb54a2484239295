package id.laris.postgres;

import com.sun.security.auth.module.UnixSystem;

/** The user this JVM runs as. */
final class SystemUser {
  private SystemUser() {}

  static long id() {
    return new UnixSystem().getUid();
  }

  static boolean isRoot() {
    return id() == 0;
  }
}
