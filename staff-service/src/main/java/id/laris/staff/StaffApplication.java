package id.laris.staff;

import id.laris.common.ServiceApplication;
import id.laris.pos.Service;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Starts staff as a separate process. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(StaffModule.class)
public class StaffApplication {

  public static void main(String[] arguments) {
    ServiceApplication.run(Service.STAFF, StaffApplication.class, arguments);
  }
}
