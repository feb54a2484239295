package id.laris.common.db;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the data is.
 *
 * @param url JDBC URL
 * @param user the role that serves calls: it neither owns tables nor bypasses row-level security
 * @param password its password
 * @param ownerUser the role that runs migrations and owns the tables
 * @param ownerPassword its password
 * @param poolSize connections at the most
 */
@ConfigurationProperties("pos.database")
public record DatabaseSettings(
    String url,
    String user,
    String password,
    String ownerUser,
    String ownerPassword,
    int poolSize) {

  /** Without the passwords: settings end up in logs. */
  @Override
  public String toString() {
    return "%s as %s".formatted(url, user);
  }
}
