package id.laris.staff.pin;

import id.laris.common.errors.ConstraintErrors;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The error of a PIN that another employee got at the same moment. */
@Configuration(proxyBeanMethods = false)
class PinErrors {

  @Bean
  ConstraintErrors pinConstraintErrors() {
    return new ConstraintErrors(Map.of("pin_hash_key", PinErrors::inUse));
  }

  static PosException inUse() {
    return Errors.of(
            Reason.PIN_IN_USE, "Another employee has this PIN: choose another, best at random.")
        .with("resource", "employee")
        .with("field", "pin");
  }
}
