package id.laris.simulator;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test with a simulator, a shop and a till of its own. */
@SuppressWarnings("NullAway.Init") // set before each test
abstract class OnTheStreet {
  Street street;
  Shop shop;
  Till till;
  SimulatorControl control;

  @BeforeEach
  void start() throws IOException {
    street = new Street(settings());
    shop = street.shop;
    till = street.till;
    control = street.control;
  }

  @AfterEach
  void stop() {
    street.close();
  }

  SimulatorSettings settings() {
    return SimulatorSettings.defaults();
  }
}
