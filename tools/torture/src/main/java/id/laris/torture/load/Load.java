package id.laris.torture.load;

import id.laris.pos.Service;
import id.laris.torture.history.Recorder;
import id.laris.torture.world.Laris;
import id.laris.torture.world.SeededRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The callers of Laris in a run. */
public final class Load implements AutoCloseable {

  private final Laris laris;
  private final SeededRandom random;
  private final Conditions conditions;
  private final Recorder recorder;
  private final Gateway gateway;
  private final List<Shop> shops = new ArrayList<>();
  private final List<RetryingClient> clients = new ArrayList<>();
  private final List<Listener> listeners = new ArrayList<>();
  private final List<Thread> callers = new ArrayList<>();

  public Load(
      Laris laris, SeededRandom random, Conditions conditions, Recorder recorder, Gateway gateway) {
    this.laris = laris;
    this.random = random;
    this.conditions = conditions;
    this.recorder = recorder;
    this.gateway = gateway;
  }

  /** Makes the tenants, which nothing is done to yet. */
  public void openShops(int tenants) {
    for (int number = 0; number < tenants; number++) {
      String name = "tenant " + number;
      RetryingClient client = client(random.of(name).uuid().toString(), name).patient();
      shops.add(new ShopSetup(client).open());
    }
  }

  public void start(int tills) {
    for (Shop shop : shops) {
      callers.add(
          Thread.startVirtualThread(
              new Clerk(client(shop.tenant(), "clerk of " + shop.tenant()), shop)));
      callers.add(
          Thread.startVirtualThread(
              new CustomerDesk(
                  client(shop.tenant(), "customer desk of " + shop.tenant()), shop.clientele())));
      for (Shop.Place place : shop.places()) {
        callers.add(
            Thread.startVirtualThread(
                new DrawerDesk(client(shop.tenant(), "drawer of " + place.register()), place)));
      }
      for (int port : laris.endpoints().processes()) {
        Listener listener = new Listener(shop.tenant(), feedOf(port), port, recorder);
        listeners.add(listener);
        Thread.startVirtualThread(listener);
      }
    }
    for (int number = 0; number < tills; number++) {
      Shop shop = shops.get(number % shops.size());
      List<Shop> others = shops.stream().filter(other -> !other.equals(shop)).toList();
      RetryingClient client = client(shop.tenant(), "till " + number);
      callers.add(Thread.startVirtualThread(new Till(client, shop, others, gateway)));
    }
  }

  private RetryingClient client(String tenant, String name) {
    RetryingClient client =
        new RetryingClient(tenant, name, laris.endpoints(), random.of(name), conditions, recorder);
    clients.add(client);
    return client;
  }

  /** The process that a port leads to. */
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

  /** Lets all callers finish their work. */
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

  /** The number of events that all listeners have seen. */
  public int seenEvents() {
    return listeners.stream().mapToInt(Listener::seen).sum();
  }

  @Override
  public void close() {
    clients.forEach(RetryingClient::close);
    listeners.forEach(Listener::close);
  }
}
