package id.laris.staff.audit;

import id.laris.common.grpc.RpcTable;
import id.laris.pos.v1.AuditServiceGrpc;
import io.grpc.BindableService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The RPCs of AuditService, each with the method that answers it. */
@Configuration(proxyBeanMethods = false)
class AuditRpcs {

  @Bean
  BindableService auditService(ListAuditEntries listAuditEntries, VerifyAudit verifyAudit) {
    return new RpcTable(AuditServiceGrpc.getServiceDescriptor())
        .on(AuditServiceGrpc.getListAuditEntriesMethod(), listAuditEntries::run)
        .on(AuditServiceGrpc.getVerifyAuditMethod(), verifyAudit::run);
  }
}
