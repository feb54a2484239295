package id.laris.common.db;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Fallback;

/**
 * The location of the data. The environment sets it, unless another bean overrides it: the suite
 * and the tests bring their own Postgres.
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

  /** Leaves out the passwords, also one in the URL, because settings appear in logs. */
  @Override
  public String toString() {
    return "%s as %s".formatted(url.replaceFirst("\\?.*", ""), user);
  }
}
