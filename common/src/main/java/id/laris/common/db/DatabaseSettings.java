package id.laris.common.db;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Fallback;

/**
 * The location of the data. The environment decides, unless another bean overrides it: the suite
 * can bring its own Postgres, and so do tests.
 *
 * @param url JDBC URL
 * @param user the role that serves calls: it neither owns tables nor bypasses row-level security
 * @param password its password
 * @param ownerUser the role that runs migrations and owns the tables
 * @param ownerPassword its password
 * @param poolSize connections at the most
 */
@Fallback
@ConfigurationProperties("pos.database")
public record DatabaseSettings(
    String url,
    String user,
    String password,
    String ownerUser,
    String ownerPassword,
    int poolSize) {

  /** Without the passwords, which a URL can have too: settings end up in logs. */
  @Override
  public String toString() {
    return "%s as %s".formatted(url.replaceFirst("\\?.*", ""), user);
  }
}
