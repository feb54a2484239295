package id.laris.inventory.supplier;

import id.laris.common.db.DeletableRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** A company from which goods are bought. */
@Entity
@Table(name = "supplier", schema = "inventory")
public class Supplier extends DeletableRow {

  private String name = "";

  @Column(name = "contact_name")
  private String contactName = "";

  private String email = "";
  private String phone = "";
  private String address = "";

  @Column(name = "lead_time_days")
  private int leadTimeDays;

  private String notes = "";

  /** For Hibernate. */
  protected Supplier() {}

  Supplier(UUID id) {
    super(id);
  }

  /** Takes over everything that can be changed. */
  void take(id.laris.pos.v1.Supplier wanted) {
    name = wanted.getName();
    contactName = wanted.getContactName();
    email = wanted.getEmail();
    phone = wanted.getPhone();
    address = wanted.getAddress();
    leadTimeDays = wanted.getLeadTimeDays();
    notes = wanted.getNotes();
  }

  String name() {
    return name;
  }

  String contactName() {
    return contactName;
  }

  String email() {
    return email;
  }

  String phone() {
    return phone;
  }

  String address() {
    return address;
  }

  int leadTimeDays() {
    return leadTimeDays;
  }

  String notes() {
    return notes;
  }
}
