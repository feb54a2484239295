package id.laris.torture.load;

import id.laris.pos.Service;
import id.laris.torture.history.Recorder;
import id.laris.torture.world.Dice;
import id.laris.torture.world.Laris;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Everybody who calls Laris in a run. */
public final class Load implements AutoCloseable {

  private final Laris laris;
  private final Dice dice;
  private final Conditions conditions;
  private final Recorder recorder;
  private final Gateway gateway;
  private final List<Shop> shops = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private final List<Listener> listeners = new ArrayList<>();
  private final List<Thread> callers = new ArrayList<>();

  public Load(Laris laris, Dice dice, Conditions conditions, Recorder recorder, Gateway gateway) {
    this.laris = laris;
    this.dice = dice;
    this.conditions = conditions;
    this.recorder = recorder;
    this.gateway = gateway;
  }

  /** Makes the tenants, which nothing is done to yet. */
  public void openShops(int tenants) {
    for (int number = 0; number < tenants; number++) {
      String name = "tenant " + number;
      Line line = line(dice.of(name).uuid().toString(), name).patient();
      shops.add(new ShopOpening(line).open());
    }
  }

  public void start(int tills) {
    for (Shop shop : shops) {
      callers.add(
          Thread.startVirtualThread(
              new Clerk(line(shop.tenant(), "clerk of " + shop.tenant()), shop)));
      for (int port : laris.endpoints().processes()) {
        Listener listener = new Listener(shop.tenant(), feedOf(port), port, recorder);
        listeners.add(listener);
        Thread.startVirtualThread(listener);
      }
    }
    for (int number = 0; number < tills; number++) {
      Shop shop = shops.get(number % shops.size());
      List<Shop> others = shops.stream().filter(other -> !other.equals(shop)).toList();
      Line line = line(shop.tenant(), "till " + number);
      callers.add(Thread.startVirtualThread(new Till(line, shop, others, gateway)));
    }
  }

  private Line line(String tenant, String name) {
    Line line = new Line(tenant, name, laris.endpoints(), dice.of(name), conditions, recorder);
    lines.add(line);
    return line;
  }

  /** Which process a port leads to. */
  private String feedOf(int port) {
    var endpoints = laris.endpoints();
    if (endpoints.processes().size() == 1) {
      return "suite";
    }
    return Arrays.stream(Service.values())
        .filter(service -> endpoints.of(service) == port)
        .map(Service::shortName)
        .findFirst()
        .orElseThrow();
  }

  /** Lets everybody end what was begun. */
  public void finish() throws InterruptedException {
    conditions.close();
    for (Thread caller : callers) {
      caller.join();
    }
  }

  public List<Shop> shops() {
    return List.copyOf(shops);
  }

  public List<String> tenants() {
    return shops.stream().map(Shop::tenant).toList();
  }

  /** How many events the listeners have seen together. */
  public int seenEvents() {
    return listeners.stream().mapToInt(Listener::seen).sum();
  }

  @Override
  public void close() {
    lines.forEach(Line::close);
    listeners.forEach(Listener::close);
  }
}
