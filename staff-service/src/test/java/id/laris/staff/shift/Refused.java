package id.laris.staff.shift;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import id.laris.common.errors.PosException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** A refusal as another service answers it. */
final class Refused {

  private Refused() {}

  static StatusRuntimeException of(PosException refusal) {
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(refusal.reason().grpc().value())
            .setMessage(refusal.getMessage())
            .addDetails(
                Any.pack(
                    ErrorInfo.newBuilder()
                        .setReason(refusal.reason().name())
                        .setDomain("pos")
                        .putMetadata("code", refusal.reason().code())
                        .putAllMetadata(refusal.facts())
                        .build()))
            .build());
  }
}
