package id.laris.staff.role;

import id.laris.common.Caller;
import id.laris.common.errors.Errors;
import id.laris.pos.Service;
import id.laris.pos.v1.AuditServiceGrpc;
import id.laris.pos.v1.EventServiceGrpc;
import id.laris.pos.v1.Options;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The scopes that there are: those that an RPC of any service demands, and those that code asks
 * for.
 */
public final class Scopes {

  /** The scopes that no RPC demands as such. */
  private static final List<String> OF_CODE =
      List.of("sales.discount", "shifts.expected", "shifts.no_sale");

  private static final Set<String> NOT_AT_TILLS =
      Set.of(
          "audit.read",
          "events.write",
          "keys.write",
          "payments.settings",
          "registers.write",
          "sales.settings",
          "staff.write");

  private static final Set<String> KNOWN = known();

  private Scopes() {}

  private static Set<String> known() {
    Set<String> known = new TreeSet<>(OF_CODE);
    Stream.concat(
            Arrays.stream(Service.values()).map(Service::descriptor),
            Stream.of(
                EventServiceGrpc.getServiceDescriptor(), AuditServiceGrpc.getServiceDescriptor()))
        .flatMap(Scopes::demanded)
        .forEach(known::add);
    return Set.copyOf(known);
  }

  private static Stream<String> demanded(ServiceDescriptor service) {
    return service.getMethods().stream()
        .map(rpc -> (ProtoMethodDescriptorSupplier) rpc.getSchemaDescriptor())
        .map(
            rpc ->
                rpc == null
                    ? ""
                    : rpc.getMethodDescriptor().getOptions().getExtension(Options.permission))
        .filter(scope -> !scope.isEmpty());
  }

  /** The scopes that meet a condition. */
  static Set<String> that(Predicate<String> condition) {
    return new TreeSet<>(KNOWN.stream().filter(condition).toList());
  }

  /**
   * The scopes without those that administer: a PIN of four digits, which others see being typed,
   * does not give these to a till.
   */
  public static Set<String> atTill(Collection<String> scopes) {
    return new TreeSet<>(scopes.stream().filter(scope -> !NOT_AT_TILLS.contains(scope)).toList());
  }

  /** Refuses scopes that nothing demands: a slip of the pen would give less than was meant. */
  public static void requireKnown(String field, List<String> scopes) {
    for (int i = 0; i < scopes.size(); i++) {
      if (!KNOWN.contains(scopes.get(i))) {
        throw Errors.invalid(
            "%s[%d]".formatted(field, i), "must be a scope that an RPC names, such as sales.read");
      }
    }
  }

  /** Refuses a caller that lacks one of the scopes: nobody gives more than they have. */
  public static void requireOfCaller(Collection<String> scopes) {
    Caller caller = Caller.current();
    scopes.stream()
        .filter(scope -> !caller.may(scope))
        .sorted()
        .findFirst()
        .ifPresent(
            scope -> {
              throw Errors.permissionDenied(scope);
            });
  }

  /** The scopes of the caller, sorted, with each by its name. */
  public static List<String> ofCaller() {
    Caller caller = Caller.current();
    return List.copyOf(that(caller::may));
  }
}
