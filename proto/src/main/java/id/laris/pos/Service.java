package id.laris.pos;

import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.PaymentTransactionServiceGrpc;
import id.laris.pos.v1.PromotionServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.StaffServiceGrpc;
import io.grpc.ServiceDescriptor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The services of Laris. Everything that needs a list of them, or a port or name of one, reads it
 * here.
 */
public enum Service {
  CATALOG(50061, CatalogServiceGrpc.SERVICE_NAME, CatalogServiceGrpc::getServiceDescriptor),
  SALES(50062, SalesServiceGrpc.SERVICE_NAME, SalesServiceGrpc::getServiceDescriptor),
  INVENTORY(50063, InventoryServiceGrpc.SERVICE_NAME, InventoryServiceGrpc::getServiceDescriptor),
  CUSTOMER(50064, CustomerServiceGrpc.SERVICE_NAME, CustomerServiceGrpc::getServiceDescriptor),
  STAFF(50065, StaffServiceGrpc.SERVICE_NAME, StaffServiceGrpc::getServiceDescriptor),
  PROMOTION(50066, PromotionServiceGrpc.SERVICE_NAME, PromotionServiceGrpc::getServiceDescriptor),
  PAYMENT(
      50067,
      PaymentTransactionServiceGrpc.SERVICE_NAME,
      PaymentTransactionServiceGrpc::getServiceDescriptor);

  private final int port;
  private final String grpcName;
  private final Supplier<ServiceDescriptor> descriptor;

  Service(int port, String grpcName, Supplier<ServiceDescriptor> descriptor) {
    this.port = port;
    this.grpcName = grpcName;
    this.descriptor = descriptor;
  }

  /**
   * Its name in lower case, such as {@code sales}: its database schema, its package below {@code
   * id.laris}, its module without {@code -service}, and its target in {@code pos.target.sales}.
   */
  public String shortName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> shortNames() {
    return Arrays.stream(values()).map(Service::shortName).toList();
  }

  /**
   * Full name of one of its own classes: that of {@code Module} is {@code
   * id.laris.sales.SalesModule}.
   */
  public String className(String suffix) {
    String name = shortName();
    return "id.laris.%s.%s%s%s".formatted(name, name().charAt(0), name.substring(1), suffix);
  }

  /** The port of a process of its own, unless {@code POS_PORT} sets another. */
  public int port() {
    return port;
  }

  /** Full name of its gRPC service, such as {@code pos.v1.SalesService}. */
  public String grpcName() {
    return grpcName;
  }

  /** Its gRPC service as generated, with the options of every RPC. */
  public ServiceDescriptor descriptor() {
    return descriptor.get();
  }

  /** The environment variable that tells the other services where it is. */
  public String targetVariable() {
    return "POS_%s_TARGET".formatted(name());
  }
}
