package id.laris.common.grpc;

import com.google.protobuf.DescriptorProtos.MethodOptions;
import com.google.protobuf.Descriptors.MethodDescriptor;
import id.laris.common.Caller;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.Options;
import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.ServerMethodDefinition;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Every RPC that this process serves, with its requirements for the caller. An RPC of Laris that
 * does not declare its callers, or the effect of repeating it, stops the process here, at start.
 */
@Component
public class Rpcs {

  private static final String OUR_PACKAGE = "pos.v1.";

  private final Map<String, Rpc> byFullName = new TreeMap<>();

  /**
   * One RPC.
   *
   * @param fullName such as {@code pos.v1.SalesService/CompleteOrder}
   * @param access who may call it
   * @param permission the scope it demands; empty where it demands none
   * @param repetition the effect of repeating it
   * @param descriptor its protobuf descriptor
   */
  public record Rpc(
      String fullName,
      Access access,
      String permission,
      Repetition repetition,
      MethodDescriptor descriptor) {

    public boolean isPublic() {
      return access == Access.PUBLIC;
    }

    /** Refuses callers that may not call it. Errors: PERMISSION_DENIED. */
    public void requirePermission(Caller caller) {
      if (access == Access.SERVICES && !caller.isService()) {
        throw Errors.of(
            Reason.PERMISSION_DENIED,
            "Only the services of Laris may call this, with the service key.");
      }
      if (access == Access.PERMITTED && !caller.may(permission)) {
        throw Errors.permissionDenied(permission);
      }
    }

    /** Reports whether a call with these headers has an approval that may give a permission. */
    public boolean mayBeApproved(Metadata headers) {
      return access == Access.PERMITTED && headers.containsKey(Headers.APPROVAL_ID);
    }
  }

  /** The callers that may call an RPC. */
  public enum Access {
    /** Anybody, without credentials. */
    PUBLIC,
    /** Every caller with credentials, whatever its scopes. */
    ANY_CALLER,
    /** Callers with the RPC's permission. */
    PERMITTED,
    /** The services of Laris only. */
    SERVICES
  }

  /** The effect of repeating an RPC. */
  public enum Repetition {
    /** It only reads. */
    READS,
    /** It writes, and needs no key to change nothing twice. */
    HARMLESS,
    /** It writes once for each idempotency key. */
    KEYED
  }

  Rpcs(List<BindableService> services) {
    for (BindableService service : services) {
      for (ServerMethodDefinition<?, ?> method : service.bindService().getMethods()) {
        if (method.getMethodDescriptor().getSchemaDescriptor()
            instanceof ProtoMethodDescriptorSupplier supplier) {
          String fullName = method.getMethodDescriptor().getFullMethodName();
          byFullName.put(fullName, describe(fullName, supplier.getMethodDescriptor()));
        }
      }
    }
  }

  private static Rpc describe(String fullName, MethodDescriptor descriptor) {
    if (!fullName.startsWith(OUR_PACKAGE)) {
      // The standard services (health, reflection): they tell nothing of any tenant.
      return new Rpc(fullName, Access.PUBLIC, "", Repetition.READS, descriptor);
    }
    MethodOptions options = descriptor.getOptions();
    String permission = options.getExtension(Options.permission);
    Set<Access> declared = EnumSet.noneOf(Access.class);
    if (options.getExtension(Options.public_)) {
      declared.add(Access.PUBLIC);
    }
    if (!permission.isEmpty()) {
      declared.add(Access.PERMITTED);
    }
    if (options.getExtension(Options.anyCaller)) {
      declared.add(Access.ANY_CALLER);
    }
    if (options.getExtension(Options.serviceOnly)) {
      declared.add(Access.SERVICES);
    }
    return new Rpc(
        fullName,
        onlyOne(
            declared,
            fullName,
            "(pos.v1.permission), (pos.v1.public), (pos.v1.any_caller) and (pos.v1.service_only)"),
        permission,
        repetition(fullName, options),
        descriptor);
  }

  private static Repetition repetition(String fullName, MethodOptions options) {
    Set<Repetition> declared = EnumSet.noneOf(Repetition.class);
    if (options.getExtension(Options.idempotencyKey)) {
      declared.add(Repetition.KEYED);
    }
    switch (options.getIdempotencyLevel()) {
      case NO_SIDE_EFFECTS -> declared.add(Repetition.READS);
      case IDEMPOTENT -> declared.add(Repetition.HARMLESS);
      case IDEMPOTENCY_UNKNOWN -> {}
    }
    return onlyOne(declared, fullName, "(pos.v1.idempotency_key) and idempotency_level");
  }

  private static <T> T onlyOne(Set<T> declared, String fullName, String options) {
    if (declared.size() != 1) {
      throw new IllegalStateException(
          "%s must declare one of the options %s".formatted(fullName, options));
    }
    return declared.iterator().next();
  }

  /** The RPCs of Laris itself, by name. */
  public Collection<Rpc> ours() {
    return byFullName.values().stream()
        .filter(rpc -> rpc.fullName().startsWith(OUR_PACKAGE))
        .toList();
  }

  public @Nullable Rpc find(String fullName) {
    return byFullName.get(fullName);
  }
}
