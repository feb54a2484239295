package id.laris.owner;

import java.util.List;
import java.util.UUID;

/**
 * The options of {@code ./pos owner}.
 *
 * @param tenantId a new tenant unless the operator names one
 * @param generate whether the password is made rather than asked for
 */
record OwnerOptions(String email, String name, String tenantName, UUID tenantId, boolean generate) {

  static final String USAGE =
      """
      Usage: ./pos owner --email ADDRESS [--name NAME] [--tenant-name NAME] [--tenant UUID] [--generate]

        --email        by which the owner signs in
        --name         of the owner; the address if it is left out
        --tenant-name  of the business
        --tenant       makes an owner of a tenant that is there already; otherwise the tenant is new
        --generate     makes a password and shows it once, rather than ask for one\
      """;

  /** The options are wrong. */
  static final class WrongUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongUse(String message) {
      super(message);
    }
  }

  static OwnerOptions parse(List<String> arguments) {
    String email = "";
    String name = "";
    String tenantName = "";
    UUID tenantId = UUID.randomUUID();
    boolean generate = false;
    for (int i = 0; i < arguments.size(); i++) {
      String option = arguments.get(i);
      if (option.equals("--generate")) {
        generate = true;
        continue;
      }
      if (i + 1 == arguments.size()) {
        throw new WrongUse(USAGE);
      }
      String value = arguments.get(++i);
      switch (option) {
        case "--email" -> email = value;
        case "--name" -> name = value;
        case "--tenant-name" -> tenantName = value;
        case "--tenant" -> tenantId = uuid(value);
        default -> throw new WrongUse(USAGE);
      }
    }
    if (email.isBlank()) {
      throw new WrongUse(USAGE);
    }
    return new OwnerOptions(email, name.isBlank() ? email : name, tenantName, tenantId, generate);
  }

  private static UUID uuid(String value) {
    try {
      return UUID.fromString(value);
    } catch (IllegalArgumentException e) {
      throw new WrongUse("--tenant must be a UUID.");
    }
  }
}
