package id.laris.staff.employee;

import static id.laris.common.grpc.Protos.setTime;

import id.laris.common.Ids;
import id.laris.common.db.DeletableRow;
import id.laris.staff.role.BuiltInRole;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A person who works for the tenant. Its secrets are in rows of their own. */
@Entity
@Table(name = "employee", schema = "staff")
public class Employee extends DeletableRow {

  @Column(updatable = false)
  private String number = "";

  private String name = "";

  @Column(name = "given_name")
  private String givenName = "";

  @Column(name = "family_name")
  private String familyName = "";

  private String email = "";
  private String phone = "";

  @JdbcTypeCode(SqlTypes.ARRAY)
  @Column(name = "location_ids")
  private List<UUID> locationIds = List.of();

  @JdbcTypeCode(SqlTypes.ARRAY)
  @Column(name = "role_ids")
  private List<UUID> roleIds = List.of();

  private String notes = "";
  private boolean active = true;

  @Column(name = "has_pin")
  private boolean hasPin;

  @Column(name = "has_password")
  private boolean hasPassword;

  /** For Hibernate. */
  protected Employee() {}

  Employee(UUID id) {
    super(id);
  }

  /** Gets its number, once. */
  void number(String newNumber) {
    number = newNumber;
  }

  void take(id.laris.pos.v1.Employee wanted) {
    name = wanted.getName();
    givenName = wanted.getGivenName();
    familyName = wanted.getFamilyName();
    email = wanted.getEmail();
    phone = wanted.getPhone();
    locationIds = Ids.parseAll(wanted.getLocationIdsList()).stream().distinct().toList();
    roleIds = Ids.parseAll(wanted.getRoleIdsList()).stream().distinct().toList();
    notes = wanted.getNotes();
    active = wanted.getActive();
  }

  /** Notes that it got a PIN, also in place of another, or has none any longer. */
  public void pinSet(boolean has, Instant now) {
    hasPin = has;
    touch(now);
  }

  /** Notes that it got a password. */
  public void hasPassword(boolean now) {
    hasPassword = now;
  }

  public String name() {
    return name;
  }

  public String email() {
    return email;
  }

  /** The locations where it works; empty for every location. */
  public List<UUID> locationIds() {
    return locationIds;
  }

  public boolean worksAt(UUID locationId) {
    return locationIds.isEmpty() || locationIds.contains(locationId);
  }

  public List<UUID> roleIds() {
    return roleIds;
  }

  public boolean hasPin() {
    return hasPin;
  }

  public boolean hasPassword() {
    return hasPassword;
  }

  /** Reports whether it may sign in and work. */
  public boolean isActive() {
    return active && !isDeleted();
  }

  boolean isActiveOwner() {
    return isActive() && roleIds.contains(BuiltInRole.OWNER.id());
  }

  public id.laris.pos.v1.Employee toProto() {
    id.laris.pos.v1.Employee.Builder proto =
        id.laris.pos.v1.Employee.newBuilder()
            .setId(id().toString())
            .setNumber(number)
            .setName(name)
            .setGivenName(givenName)
            .setFamilyName(familyName)
            .setEmail(email)
            .setPhone(phone)
            .addAllLocationIds(Ids.texts(locationIds))
            .addAllRoleIds(Ids.texts(roleIds))
            .setNotes(notes)
            .setActive(active)
            .setHasPin(hasPin)
            .setHasPassword(hasPassword)
            .setVersion(version());
    setTime(createdAt(), proto::setCreatedAt);
    setTime(updatedAt(), proto::setUpdatedAt);
    setTime(deletedAt(), proto::setDeletedAt);
    return proto.build();
  }
}
