package id.laris.catalog.category;

import id.laris.common.Ids;
import id.laris.common.db.DeletableRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A node of the catalog's tree. */
@Entity
@Table(name = "category", schema = "catalog")
class Category extends DeletableRow {

  private String name = "";

  @Column(name = "sort_order")
  private int sortOrder;

  @Column(name = "parent_id")
  private @Nullable UUID parentId;

  private String color = "";

  /** For Hibernate. */
  protected Category() {}

  Category(UUID id) {
    super(id);
  }

  /** Takes over every field that can change. */
  void take(id.laris.pos.v1.Category wanted) {
    name = wanted.getName();
    sortOrder = wanted.getSortOrder();
    parentId = Ids.parseOrNull(wanted.getParentId());
    color = wanted.getColor();
  }

  String name() {
    return name;
  }

  int sortOrder() {
    return sortOrder;
  }

  @Nullable UUID parentId() {
    return parentId;
  }

  String color() {
    return color;
  }
}
