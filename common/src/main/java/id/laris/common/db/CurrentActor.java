package id.laris.common.db;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.grpc.Approval;
import id.laris.common.grpc.CallContext;
import id.laris.pos.v1.Actor;
import org.jspecify.annotations.Nullable;

/** The caller of the current change, as its events tell it. */
final class CurrentActor {

  private CurrentActor() {}

  static Actor get() {
    Actor.Builder actor = Actor.newBuilder();
    if (Caller.isPresent() && !Caller.current().isService()) {
      Caller caller = Caller.current();
      actor.setUserId(caller.userId().toString()).setRegisterId(Ids.text(caller.registerId()));
    }
    @Nullable CallContext call = CallContext.currentOrNull();
    if (call != null) {
      actor.setRpc(call.service() + "/" + call.rpc()).setTraceId(call.traceId());
      String address = call.address();
      actor.setAddress(address == null ? "" : address);
      Approval approval = call.approval();
      if (approval != null) {
        actor
            .setApprovalId(approval.id().toString())
            .setApprovedBy(approval.approvedBy().toString());
      }
    }
    return actor.build();
  }
}
