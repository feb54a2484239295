package id.laris.catalog.category;

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

  private String name;

  @Column(name = "sort_order")
  private int sortOrder;

  @Column(name = "parent_id")
  private @Nullable UUID parentId;

  private String color;

  @SuppressWarnings("NullAway") // Hibernate fills it in
  protected Category() {}

  Category(UUID id, String name, int sortOrder, @Nullable UUID parentId, String color) {
    super(id);
    this.name = name;
    this.sortOrder = sortOrder;
    this.parentId = parentId;
    this.color = color;
  }

  String name() {
    return name;
  }

  void rename(String name) {
    this.name = name;
  }

  int sortOrder() {
    return sortOrder;
  }

  void sortAt(int sortOrder) {
    this.sortOrder = sortOrder;
  }

  @Nullable UUID parentId() {
    return parentId;
  }

  void moveUnder(@Nullable UUID parentId) {
    this.parentId = parentId;
  }

  String color() {
    return color;
  }

  void paint(String color) {
    this.color = color;
  }
}
