package id.laris.common.grpc;

import com.google.protobuf.DescriptorProtos.MethodOptions;
import com.google.protobuf.Descriptors.MethodDescriptor;
import id.laris.pos.v1.Options;
import io.grpc.BindableService;
import io.grpc.ServerMethodDefinition;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Every RPC that this process serves, with what it demands of its caller. An RPC of ours that
 * declares neither a permission nor that it is public stops the process here, at start.
 */
@Component
public class Rpcs {

  private static final String OUR_PACKAGE = "pos.v1.";

  private final Map<String, Rpc> byFullName = new TreeMap<>();

  /**
   * One RPC.
   *
   * @param fullName such as {@code pos.v1.SalesService/CompleteOrder}
   * @param permission the scope it demands; null for a public one
   * @param descriptor its protobuf descriptor
   */
  public record Rpc(String fullName, @Nullable String permission, MethodDescriptor descriptor) {

    public boolean isPublic() {
      return permission == null;
    }
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
      return new Rpc(fullName, null, descriptor);
    }
    MethodOptions options = descriptor.getOptions();
    boolean isPublic = options.getExtension(Options.public_);
    String permission = options.getExtension(Options.permission);
    if (isPublic == !permission.isEmpty()) {
      throw new IllegalStateException(
          "%s must declare either option (pos.v1.permission) or option (pos.v1.public)"
              .formatted(fullName));
    }
    return new Rpc(fullName, isPublic ? null : permission, descriptor);
  }

  /** The RPCs of Laris itself, by name. */
  public Collection<Rpc> ours() {
    return byFullName.values().stream()
        .filter(rpc -> rpc.fullName().startsWith(OUR_PACKAGE))
        .toList();
  }

  @Nullable Rpc find(String fullName) {
    return byFullName.get(fullName);
  }
}
