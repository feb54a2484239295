package id.laris.staff.role;

import static id.laris.common.grpc.Protos.setTime;

import id.laris.common.db.DeletableRow;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A role that the tenant has made. */
@Entity
@Table(name = "role", schema = "staff")
public class Role extends DeletableRow {

  private String name = "";
  private String description = "";

  @JdbcTypeCode(SqlTypes.ARRAY)
  private List<String> scopes = List.of();

  /** For Hibernate. */
  protected Role() {}

  Role(UUID id) {
    super(id);
  }

  void take(id.laris.pos.v1.Role wanted) {
    name = wanted.getName();
    description = wanted.getDescription();
    scopes = wanted.getScopesList().stream().distinct().sorted().toList();
  }

  List<String> scopes() {
    return scopes;
  }

  id.laris.pos.v1.Role toProto() {
    id.laris.pos.v1.Role.Builder proto =
        id.laris.pos.v1.Role.newBuilder()
            .setId(id().toString())
            .setName(name)
            .setDescription(description)
            .addAllScopes(scopes)
            .setVersion(version());
    setTime(createdAt(), proto::setCreatedAt);
    setTime(updatedAt(), proto::setUpdatedAt);
    setTime(deletedAt(), proto::setDeletedAt);
    return proto.build();
  }
}
