package id.laris.catalog.modifier;

import id.laris.common.db.DeletableRow;
import id.laris.common.errors.Errors;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A choice that goes with products, with how many of it may be taken. */
@Entity
@Table(name = "modifier_group", schema = "catalog")
class ModifierGroup extends DeletableRow {

  private String name;

  @Column(name = "min_select")
  private int minSelect;

  @Column(name = "max_select")
  private int maxSelect;

  @Column(name = "sort_order")
  private int sortOrder;

  @SuppressWarnings("NullAway") // Hibernate fills it in
  protected ModifierGroup() {}

  ModifierGroup(UUID id, String name, int minSelect, int maxSelect, int sortOrder) {
    super(id);
    this.name = name;
    this.sortOrder = sortOrder;
    select(minSelect, maxSelect);
  }

  String name() {
    return name;
  }

  void rename(String name) {
    this.name = name;
  }

  int minSelect() {
    return minSelect;
  }

  int maxSelect() {
    return maxSelect;
  }

  /** Sets the minimum and the maximum number of modifiers to choose; a maximum of 0 is no limit. */
  final void select(int minSelect, int maxSelect) {
    if (maxSelect != 0 && maxSelect < minSelect) {
      throw Errors.invalid("max_select", "must be 0 for any number, or not below min_select");
    }
    this.minSelect = minSelect;
    this.maxSelect = maxSelect;
  }

  int sortOrder() {
    return sortOrder;
  }

  void sortAt(int sortOrder) {
    this.sortOrder = sortOrder;
  }

  /** One of its modifiers has changed. */
  @Override
  protected void touch(Instant now) {
    super.touch(now);
  }
}
