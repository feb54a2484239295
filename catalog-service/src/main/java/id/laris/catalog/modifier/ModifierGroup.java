package id.laris.catalog.modifier;

import id.laris.common.db.Change;
import id.laris.common.db.DeletableRow;
import id.laris.common.errors.Errors;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A group of options that products offer, with the number of options that may be chosen. */
@Entity
@Table(name = "modifier_group", schema = "catalog")
class ModifierGroup extends DeletableRow {

  private String name = "";

  @Column(name = "min_select")
  private int minSelect;

  /** The number of modifiers that may be chosen; 0 for any number. */
  @Column(name = "max_select")
  private int maxSelect;

  @Column(name = "sort_order")
  private int sortOrder;

  /** For Hibernate. */
  protected ModifierGroup() {}

  ModifierGroup(UUID id) {
    super(id);
  }

  /** Takes over every field that can change. */
  void take(Change<ModifierGroup, id.laris.pos.v1.ModifierGroup> change) {
    id.laris.pos.v1.ModifierGroup wanted = change.after();
    if (wanted.getMaxSelect() != 0 && wanted.getMaxSelect() < wanted.getMinSelect()) {
      throw Errors.invalid(
          change.field("max_select"), "must be 0 for any number, or not below min_select");
    }
    name = wanted.getName();
    minSelect = wanted.getMinSelect();
    maxSelect = wanted.getMaxSelect();
    sortOrder = wanted.getSortOrder();
  }

  String name() {
    return name;
  }

  int minSelect() {
    return minSelect;
  }

  int maxSelect() {
    return maxSelect;
  }

  int sortOrder() {
    return sortOrder;
  }

  /** Records a change of one of its modifiers. */
  @Override
  protected void touch(Instant now) {
    super.touch(now);
  }
}
