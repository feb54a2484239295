package id.laris.postgres;

import java.util.LinkedHashMap;
import java.util.Map;

/** The server's whole postgresql.conf. */
final class ServerSettings {
  private ServerSettings() {}

  /**
   * Renders the file. It names the programs it is meant for, so that a server which an older Laris
   * left behind is recognised as different and restarted.
   */
  static String render(EmbeddedPostgresOptions options, int port, Binaries binaries) {
    var settings = defaults();
    settings.putAll(options.settings());
    settings.putAll(fixed(options.durable(), port));
    var text = new StringBuilder();
    text.append("# Written by Laris at every start; changes made here are lost.\n");
    text.append("# Postgres ").append(binaries.version());
    text.append(" in ").append(binaries.home()).append('\n');
    settings.forEach((name, value) -> text.append(name + " = " + quoted(value) + '\n'));
    return text.toString();
  }

  /** Sized for a small machine that also runs Laris itself. */
  private static Map<String, String> defaults() {
    var settings = new LinkedHashMap<String, String>();
    settings.put("max_connections", "60");
    settings.put("shared_buffers", "128MB");
    settings.put("dynamic_shared_memory_type", "posix");
    settings.put("wal_compression", "on");
    settings.put("max_wal_size", "1GB");
    settings.put("random_page_cost", "1.1");
    settings.put("jit", "off");
    // Titles would be written for each statement; pg_stat_activity tells as much.
    settings.put("update_process_title", "off");
    // Counts statements and their time, for operators and for the benchmark.
    settings.put("shared_preload_libraries", "pg_stat_statements");
    // Ends the work of a client that is gone, so that its locks do not wait for the next start.
    settings.put("client_connection_check_interval", "10s");
    settings.put("timezone", "UTC");
    settings.put("log_timezone", "UTC");
    settings.put("datestyle", "iso, ymd");
    settings.put("lc_messages", "C");
    settings.put("lc_monetary", "C");
    settings.put("lc_numeric", "C");
    settings.put("lc_time", "C");
    settings.put("default_text_search_config", "pg_catalog.simple");
    settings.put("log_line_prefix", "%m [%p] %q%u@%d ");
    settings.put("log_min_duration_statement", "1s");
    // Parameters are the shop's data and its customers'; they stay out of the log.
    settings.put("log_parameter_max_length", "0");
    settings.put("log_parameter_max_length_on_error", "0");
    return settings;
  }

  private static Map<String, String> fixed(boolean durable, int port) {
    var settings = new LinkedHashMap<String, String>();
    String onlyIfDurable = durable ? "on" : "off";
    settings.put("fsync", onlyIfDurable);
    settings.put("synchronous_commit", onlyIfDurable);
    settings.put("full_page_writes", onlyIfDurable);
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("port", Integer.toString(port));
    settings.put("unix_socket_directories", "");
    settings.put("password_encryption", "scram-sha-256");
    // ALTER SYSTEM would win over this file, durability included.
    settings.put("allow_alter_system", "off");
    return settings;
  }

  private static String quoted(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
