package id.laris.torture.world;

import com.google.common.collect.Maps;
import id.laris.pos.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Every service in one process, with the Postgres that it brings along. */
public final class SuiteLaris extends Laris {

  private final Endpoints endpoints;

  public SuiteLaris(Path directory, Programs programs, URI gateway, int webhookPort)
      throws IOException {
    super(directory);
    Ports ports = new Ports();
    int port = ports.free();
    add(
        new LarisProcess(
            "suite",
            programs.suite(),
            Map.of(
                "POS_DATA_DIR", database().directory().toString(),
                "POS_PORT", String.valueOf(port),
                "POS_MANAGEMENT_PORT", String.valueOf(ports.free()),
                "POS_HTTP_PORT", String.valueOf(webhookPort),
                "POS_MIDTRANS_URL", gateway.toString(),
                "LOGGING_LEVEL_ID_LARIS_REQUESTS", "WARN"),
            directory));
    int proxied = proxied(port, ports);
    this.endpoints = new Endpoints(Maps.toMap(EnumSet.allOf(Service.class), service -> proxied));
  }

  @Override
  public String shape() {
    return "suite";
  }

  @Override
  public Endpoints endpoints() {
    return endpoints;
  }

  @Override
  public List<Proxy> serviceProxies() {
    return List.of();
  }
}
