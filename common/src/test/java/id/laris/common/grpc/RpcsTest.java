package id.laris.common.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodOptions;
import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Empty;
import com.google.protobuf.EmptyProto;
import id.laris.pos.v1.Options;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RpcsTest {

  @Test
  void knowsWhatAnRpcDeclares() {
    Rpcs.Rpc rpc =
        only(
            options ->
                options
                    .setExtension(Options.permission, "tests.write")
                    .setExtension(Options.idempotencyKey, true));

    assertThat(rpc.access()).isEqualTo(Rpcs.Access.PERMITTED);
    assertThat(rpc.permission()).isEqualTo("tests.write");
    assertThat(rpc.repetition()).isEqualTo(Rpcs.Repetition.KEYED);
  }

  @Test
  void refusesAnRpcThatDoesNotSayWhoMayCallIt() {
    assertThatThrownBy(
            () -> only(options -> options.setIdempotencyLevel(IdempotencyLevel.NO_SIDE_EFFECTS)))
        .hasMessageContaining("pos.v1.TestService/Test must declare one of")
        .hasMessageContaining("permission");
  }

  @Test
  void refusesAnRpcThatDoesNotSayWhetherItWrites() {
    assertThatThrownBy(() -> only(options -> options.setExtension(Options.public_, true)))
        .hasMessageContaining("pos.v1.TestService/Test must declare one of")
        .hasMessageContaining("idempotency_level");
  }

  @Test
  void refusesAnRpcThatSaysBothThatItReadsAndThatItWrites() {
    assertThatThrownBy(
            () ->
                only(
                    options ->
                        options
                            .setExtension(Options.public_, true)
                            .setExtension(Options.idempotencyKey, true)
                            .setIdempotencyLevel(IdempotencyLevel.NO_SIDE_EFFECTS)))
        .hasMessageContaining("idempotency_level");
  }

  private static Rpcs.Rpc only(Consumer<MethodOptions.Builder> options) {
    return new Rpcs(List.of(() -> service(options))).ours().iterator().next();
  }

  private static ServerServiceDefinition service(Consumer<MethodOptions.Builder> options) {
    FileDescriptor file = file(options);
    ProtoMethodDescriptorSupplier schema =
        new ProtoMethodDescriptorSupplier() {
          @Override
          public FileDescriptor getFileDescriptor() {
            return file;
          }

          @Override
          public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
            return file.getServices().getFirst();
          }

          @Override
          public com.google.protobuf.Descriptors.MethodDescriptor getMethodDescriptor() {
            return getServiceDescriptor().getMethods().getFirst();
          }
        };
    MethodDescriptor<Empty, Empty> method =
        MethodDescriptor.newBuilder(
                ProtoUtils.marshaller(Empty.getDefaultInstance()),
                ProtoUtils.marshaller(Empty.getDefaultInstance()))
            .setFullMethodName("pos.v1.TestService/Test")
            .setType(MethodType.UNARY)
            .setSchemaDescriptor(schema)
            .build();
    return ServerServiceDefinition.builder("pos.v1.TestService")
        .addMethod(
            method, ServerCalls.asyncUnaryCall((request, observer) -> observer.onCompleted()))
        .build();
  }

  private static FileDescriptor file(Consumer<MethodOptions.Builder> options) {
    FileDescriptorProto.Builder file =
        FileDescriptorProto.newBuilder()
            .setName("test.proto")
            .setPackage("pos.v1")
            .addDependency("google/protobuf/empty.proto");
    options.accept(
        file.addServiceBuilder()
            .setName("TestService")
            .addMethodBuilder()
            .setName("Test")
            .setInputType(".google.protobuf.Empty")
            .setOutputType(".google.protobuf.Empty")
            .getOptionsBuilder());
    try {
      return FileDescriptor.buildFrom(
          file.build(), new FileDescriptor[] {EmptyProto.getDescriptor()});
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException(e);
    }
  }
}
