package id.laris.staff;

import id.laris.common.db.Resource;
import id.laris.common.grpc.RpcTable;
import id.laris.pos.v1.Employee;
import id.laris.pos.v1.Role;
import id.laris.pos.v1.StaffServiceGrpc;
import id.laris.staff.employee.GetMyPermissions;
import id.laris.staff.role.GetRole;
import id.laris.staff.role.ListRoles;
import io.grpc.BindableService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The RPCs of StaffService, each with the method that answers it. */
@Configuration(proxyBeanMethods = false)
class StaffRpcs {

  @Bean
  BindableService staffService(
      Resource<?, Employee> employees,
      Resource<?, Role> roles,
      GetRole getRole,
      ListRoles listRoles,
      GetMyPermissions getMyPermissions) {
    return new RpcTable(StaffServiceGrpc.getServiceDescriptor())
        .on(StaffServiceGrpc.getCreateEmployeeMethod(), employees::create)
        .on(StaffServiceGrpc.getGetEmployeeMethod(), employees::get)
        .on(StaffServiceGrpc.getListEmployeesMethod(), employees::list)
        .on(StaffServiceGrpc.getUpdateEmployeeMethod(), employees::update)
        .on(StaffServiceGrpc.getDeleteEmployeeMethod(), employees::delete)
        .on(StaffServiceGrpc.getCreateRoleMethod(), roles::create)
        .on(StaffServiceGrpc.getGetRoleMethod(), getRole::run)
        .on(StaffServiceGrpc.getListRolesMethod(), listRoles::run)
        .on(StaffServiceGrpc.getUpdateRoleMethod(), roles::update)
        .on(StaffServiceGrpc.getDeleteRoleMethod(), roles::delete)
        .on(StaffServiceGrpc.getGetMyPermissionsMethod(), getMyPermissions::run);
  }
}
