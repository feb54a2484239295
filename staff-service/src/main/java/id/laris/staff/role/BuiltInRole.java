package id.laris.staff.role;

import static java.nio.charset.StandardCharsets.UTF_8;

import id.laris.common.errors.Errors;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The roles that every tenant has, with the same ids everywhere and no row in the database. */
public enum BuiltInRole {
  OWNER("May do everything."),
  ADMIN("May do everything but make API keys and set the account at the payment gateway."),
  MANAGER(
      "Leads a shop: sells, refunds and voids, keeps catalog, stock, customers and promotions, and"
          + " sees the staff."),
  CASHIER("Sells at a till."),
  BUYER("Keeps catalog and stock."),
  AUDITOR("Reads everything and changes nothing.");

  private static final Set<String> FOR_OWNERS_ONLY = Set.of("keys.write", "payments.settings");

  private static final Set<String> FOR_MANAGERS =
      Set.of(
          "accounts.write",
          "catalog.read",
          "catalog.write",
          "customers.read",
          "customers.write",
          "events.read",
          "giftcards.write",
          "holds.write",
          "inventory.read",
          "inventory.write",
          "loyalty.write",
          "payments.read",
          "payments.refund",
          "payments.write",
          "promotions.read",
          "promotions.write",
          "registers.write",
          "sales.discount",
          "sales.read",
          "sales.refund",
          "sales.void",
          "sales.write",
          "shifts.expected",
          "shifts.no_sale",
          "shifts.read",
          "shifts.write",
          "staff.read",
          "time.clock",
          "time.write");

  private static final Set<String> FOR_CASHIERS =
      Set.of(
          "catalog.read",
          "customers.read",
          "customers.write",
          "inventory.read",
          "payments.read",
          "payments.write",
          "promotions.read",
          "sales.read",
          "sales.write",
          "shifts.read",
          "shifts.write",
          "time.clock");

  private static final Set<String> FOR_BUYERS =
      Set.of("catalog.read", "catalog.write", "inventory.read", "inventory.write", "time.clock");

  private final UUID roleId = UUID.nameUUIDFromBytes(("laris: role " + name()).getBytes(UTF_8));
  private final String description;

  BuiltInRole(String description) {
    this.description = description;
  }

  public UUID id() {
    return roleId;
  }

  public Set<String> scopes() {
    return Scopes.that(this::allows);
  }

  private boolean allows(String scope) {
    return switch (this) {
      case OWNER -> true;
      case ADMIN -> !FOR_OWNERS_ONLY.contains(scope);
      case MANAGER -> FOR_MANAGERS.contains(scope);
      case CASHIER -> FOR_CASHIERS.contains(scope);
      case BUYER -> FOR_BUYERS.contains(scope);
      case AUDITOR -> scope.endsWith(".read");
    };
  }

  static Optional<BuiltInRole> of(UUID id) {
    return Arrays.stream(values()).filter(role -> role.roleId.equals(id)).findFirst();
  }

  static List<id.laris.pos.v1.Role> shown() {
    return Arrays.stream(values()).map(BuiltInRole::toProto).toList();
  }

  /** Refuses to change one of them. */
  static void requireNone(Collection<UUID> ids) {
    ids.stream()
        .filter(id -> of(id).isPresent())
        .findFirst()
        .ifPresent(
            id -> {
              throw Errors.wrongState("role", id, "BUILT_IN", "a role of the tenant");
            });
  }

  id.laris.pos.v1.Role toProto() {
    return id.laris.pos.v1.Role.newBuilder()
        .setId(roleId.toString())
        .setName(name())
        .setDescription(description)
        .addAllScopes(scopes())
        .setBuiltIn(true)
        .build();
  }
}
