package id.laris.staff.commission;

import id.laris.common.Ids;
import id.laris.common.db.Filter;
import id.laris.common.db.Resource;
import id.laris.common.db.Resources;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.Commission.Kind;
import id.laris.pos.v1.ListCommissionsRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Entries of the ledger as a resource, which is listed. */
@Configuration(proxyBeanMethods = false)
class CommissionResource {

  @Bean
  Resource<Commission, id.laris.pos.v1.Commission> commissionEntries(
      Resources resources, Commissions commissions) {
    return resources
        .of("commission", commissions, id.laris.pos.v1.Commission.getDefaultInstance())
        .content(Commission::toProto)
        .filter(ListCommissionsRequest.class, CommissionResource::filter)
        .build();
  }

  private static Filter<Commission> filter(ListCommissionsRequest request) {
    Kind kind = request.getKind();
    return Filter.<Commission>all()
        .equal("employeeId", Ids.parseOrNull(request.getEmployeeId()))
        .equal("orderId", Ids.parseOrNull(request.getOrderId()))
        .equal("kind", kind == Kind.KIND_UNSPECIFIED ? null : kind)
        .atLeast("createdAt", request.hasFrom() ? Protos.instant("from", request.getFrom()) : null)
        .before("createdAt", request.hasTo() ? Protos.instant("to", request.getTo()) : null);
  }
}
