package id.laris.staff;

import id.laris.common.db.Resource;
import id.laris.common.grpc.RpcTable;
import id.laris.pos.v1.ApiKey;
import id.laris.pos.v1.CashCount;
import id.laris.pos.v1.CashMovement;
import id.laris.pos.v1.Commission;
import id.laris.pos.v1.CommissionRule;
import id.laris.pos.v1.Device;
import id.laris.pos.v1.Employee;
import id.laris.pos.v1.Register;
import id.laris.pos.v1.Role;
import id.laris.pos.v1.Shift;
import id.laris.pos.v1.StaffServiceGrpc;
import id.laris.pos.v1.TimeEntry;
import id.laris.staff.apikey.CreateApiKey;
import id.laris.staff.apikey.RevokeApiKey;
import id.laris.staff.apikey.RotateApiKey;
import id.laris.staff.approval.Approve;
import id.laris.staff.approval.UseApproval;
import id.laris.staff.commission.GetCommissionStatement;
import id.laris.staff.commission.RecordPayout;
import id.laris.staff.credential.CheckCredential;
import id.laris.staff.employee.GetMyPermissions;
import id.laris.staff.performance.GetPerformance;
import id.laris.staff.pin.SetPin;
import id.laris.staff.register.ActivateRegister;
import id.laris.staff.register.CreateActivationCode;
import id.laris.staff.register.DeactivateDevice;
import id.laris.staff.register.RetireRegister;
import id.laris.staff.register.SignInWithPin;
import id.laris.staff.role.GetRole;
import id.laris.staff.role.ListRoles;
import id.laris.staff.shift.CloseShift;
import id.laris.staff.shift.FindTill;
import id.laris.staff.shift.GetShiftReport;
import id.laris.staff.shift.OpenShift;
import id.laris.staff.signin.CreateOwner;
import id.laris.staff.signin.RefreshToken;
import id.laris.staff.signin.SelectTenant;
import id.laris.staff.signin.SetPassword;
import id.laris.staff.signin.SignIn;
import id.laris.staff.signin.SignOut;
import id.laris.staff.time.ClockIn;
import id.laris.staff.time.ClockOut;
import id.laris.staff.time.CorrectTimeEntry;
import id.laris.staff.time.EndBreak;
import id.laris.staff.time.ExportTimesheet;
import id.laris.staff.time.GetTimesheet;
import id.laris.staff.time.StartBreak;
import id.laris.staff.time.TimeSettingsActions;
import id.laris.staff.token.GetSigningKeys;
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
      GetMyPermissions getMyPermissions,
      // Shifts
      Resource<?, Shift> shifts,
      Resource<?, CashMovement> cashMovements,
      Resource<?, CashCount> cashCounts,
      OpenShift openShift,
      CloseShift closeShift,
      GetShiftReport getShiftReport,
      FindTill findTill,
      // Registers, devices, PINs, approvals
      Resource<?, Register> registers,
      RetireRegister retireRegister,
      CreateActivationCode createActivationCode,
      ActivateRegister activateRegister,
      Resource<?, Device> devices,
      DeactivateDevice deactivateDevice,
      SetPin setPin,
      SignInWithPin signInWithPin,
      Approve approve,
      UseApproval useApproval,
      // Sign-in and API keys
      SignIn signIn,
      SelectTenant selectTenant,
      RefreshToken refreshToken,
      SignOut signOut,
      SetPassword setPassword,
      GetSigningKeys getSigningKeys,
      CheckCredential checkCredential,
      CreateOwner createOwner,
      CreateApiKey createApiKey,
      Resource<?, ApiKey> apiKeys,
      RotateApiKey rotateApiKey,
      RevokeApiKey revokeApiKey,
      // Times of work, commissions and performance
      ClockIn clockIn,
      ClockOut clockOut,
      StartBreak startBreak,
      EndBreak endBreak,
      CorrectTimeEntry correctTimeEntry,
      Resource<?, TimeEntry> timeEntries,
      GetTimesheet getTimesheet,
      ExportTimesheet exportTimesheet,
      TimeSettingsActions timeSettings,
      Resource<?, CommissionRule> commissionRules,
      Resource<?, Commission> commissions,
      GetCommissionStatement getCommissionStatement,
      RecordPayout recordPayout,
      GetPerformance getPerformance) {
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
        .on(StaffServiceGrpc.getGetMyPermissionsMethod(), getMyPermissions::run)
        // Shifts
        .on(StaffServiceGrpc.getOpenShiftMethod(), openShift::run)
        .on(StaffServiceGrpc.getGetShiftMethod(), shifts::get)
        .on(StaffServiceGrpc.getListShiftsMethod(), shifts::list)
        .on(StaffServiceGrpc.getRecordCashMovementMethod(), cashMovements::create)
        .on(StaffServiceGrpc.getCountShiftMethod(), cashCounts::create)
        .on(StaffServiceGrpc.getCloseShiftMethod(), closeShift::run)
        .on(StaffServiceGrpc.getGetShiftReportMethod(), getShiftReport::run)
        .on(StaffServiceGrpc.getFindTillMethod(), findTill::run)
        // Registers, devices, PINs, approvals
        .on(StaffServiceGrpc.getCreateRegisterMethod(), registers::create)
        .on(StaffServiceGrpc.getGetRegisterMethod(), registers::get)
        .on(StaffServiceGrpc.getListRegistersMethod(), registers::list)
        .on(StaffServiceGrpc.getUpdateRegisterMethod(), registers::update)
        .on(StaffServiceGrpc.getRetireRegisterMethod(), retireRegister::run)
        .on(StaffServiceGrpc.getCreateActivationCodeMethod(), createActivationCode::run)
        .on(StaffServiceGrpc.getActivateRegisterMethod(), activateRegister::run)
        .on(StaffServiceGrpc.getListDevicesMethod(), devices::list)
        .on(StaffServiceGrpc.getDeactivateDeviceMethod(), deactivateDevice::run)
        .on(StaffServiceGrpc.getSetPinMethod(), setPin::run)
        .on(StaffServiceGrpc.getSignInWithPinMethod(), signInWithPin::run)
        .on(StaffServiceGrpc.getApproveMethod(), approve::run)
        .on(StaffServiceGrpc.getUseApprovalMethod(), useApproval::run)
        // Sign-in and API keys
        .on(StaffServiceGrpc.getSignInMethod(), signIn::run)
        .on(StaffServiceGrpc.getSelectTenantMethod(), selectTenant::run)
        .on(StaffServiceGrpc.getRefreshTokenMethod(), refreshToken::run)
        .on(StaffServiceGrpc.getSignOutMethod(), signOut::run)
        .on(StaffServiceGrpc.getSetPasswordMethod(), setPassword::run)
        .on(StaffServiceGrpc.getGetSigningKeysMethod(), getSigningKeys::run)
        .on(StaffServiceGrpc.getCheckCredentialMethod(), checkCredential::run)
        .on(StaffServiceGrpc.getCreateOwnerMethod(), createOwner::run)
        .on(StaffServiceGrpc.getCreateApiKeyMethod(), createApiKey::run)
        .on(StaffServiceGrpc.getListApiKeysMethod(), apiKeys::list)
        .on(StaffServiceGrpc.getRotateApiKeyMethod(), rotateApiKey::run)
        .on(StaffServiceGrpc.getRevokeApiKeyMethod(), revokeApiKey::run)
        // Times of work, commissions and performance.
        .on(StaffServiceGrpc.getClockInMethod(), clockIn::run)
        .on(StaffServiceGrpc.getClockOutMethod(), clockOut::run)
        .on(StaffServiceGrpc.getStartBreakMethod(), startBreak::run)
        .on(StaffServiceGrpc.getEndBreakMethod(), endBreak::run)
        .on(StaffServiceGrpc.getCorrectTimeEntryMethod(), correctTimeEntry::run)
        .on(StaffServiceGrpc.getListTimeEntriesMethod(), timeEntries::list)
        .on(StaffServiceGrpc.getGetTimesheetMethod(), getTimesheet::run)
        .on(StaffServiceGrpc.getExportTimesheetMethod(), exportTimesheet::run)
        .on(StaffServiceGrpc.getGetTimeSettingsMethod(), timeSettings::get)
        .on(StaffServiceGrpc.getUpdateTimeSettingsMethod(), timeSettings::update)
        .on(StaffServiceGrpc.getCreateCommissionRuleMethod(), commissionRules::create)
        .on(StaffServiceGrpc.getGetCommissionRuleMethod(), commissionRules::get)
        .on(StaffServiceGrpc.getListCommissionRulesMethod(), commissionRules::list)
        .on(StaffServiceGrpc.getUpdateCommissionRuleMethod(), commissionRules::update)
        .on(StaffServiceGrpc.getDeleteCommissionRuleMethod(), commissionRules::delete)
        .on(StaffServiceGrpc.getListCommissionsMethod(), commissions::list)
        .on(StaffServiceGrpc.getGetCommissionStatementMethod(), getCommissionStatement::run)
        .on(StaffServiceGrpc.getRecordPayoutMethod(), recordPayout::run)
        .on(StaffServiceGrpc.getGetPerformanceMethod(), getPerformance::run);
  }
}
