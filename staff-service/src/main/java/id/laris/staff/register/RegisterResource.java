package id.laris.staff.register;

import id.laris.common.Ids;
import id.laris.common.client.RemoteLocations;
import id.laris.common.client.RemoteServices;
import id.laris.common.db.Filter;
import id.laris.common.db.Resource;
import id.laris.common.db.Resources;
import id.laris.common.errors.ConstraintErrors;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.events.types.StaffEvents;
import id.laris.pos.v1.ListRegistersRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers as a resource; {@link RetireRegister} is the end of one. */
@Configuration(proxyBeanMethods = false)
class RegisterResource {

  /**
   * Beside the errors of every resource: LOCATION_NOT_FOUND; ALREADY_EXISTS for the code;
   * REGISTER_IP_LIMIT; ILLEGAL_STATE_TRANSITION of a retired one.
   */
  @Bean
  Resource<Register, id.laris.pos.v1.Register> registerResource(
      Resources resources, Registers registers, RemoteServices services, Clock clock) {
    RemoteLocations locations = new RemoteLocations(services, clock);
    return resources
        .of("register", registers, StaffEvents.REGISTER)
        .fresh(Register::new)
        .content(Register::toProto)
        .updatable("code", "name", "ip_address")
        .filled("code", "name")
        .filter(ListRegistersRequest.class, RegisterResource::filter)
        .beforeTransaction(
            (before, after) -> {
              if (!before.getLocationId().equals(after.getLocationId())) {
                locations.require(List.of(Ids.parse(after.getLocationId())));
              }
            })
        .apply(change -> change.row().take(change.after(), clock.instant()))
        .build();
  }

  private static Filter<Register> filter(ListRegistersRequest request) {
    Filter<Register> filter =
        Filter.<Register>all().equal("locationId", Ids.parseOrNull(request.getLocationId()));
    return switch (request.getState()) {
      case ACTIVE -> filter.and((row, cb) -> cb.isNull(row.get("retiredAt")));
      case RETIRED -> filter.and((row, cb) -> cb.isNotNull(row.get("retiredAt")));
      case STATE_UNSPECIFIED, UNRECOGNIZED -> filter;
    };
  }

  @Bean
  ConstraintErrors registerConstraintErrors() {
    return new ConstraintErrors(
        Map.of(
            "register_code_key",
            () ->
                Errors.of(Reason.ALREADY_EXISTS, "Another register has this code: choose another.")
                    .with("resource", "register")
                    .with("field", "code")));
  }
}
