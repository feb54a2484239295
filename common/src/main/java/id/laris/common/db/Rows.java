package id.laris.common.db;

import com.google.protobuf.Message;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

/** The common operations of repositories on the rows of the caller's tenant. */
@NoRepositoryBean
public interface Rows<T extends TenantRow>
    extends Repository<T, UUID>, JpaSpecificationExecutor<T> {

  Optional<T> findById(UUID id);

  List<T> findByIdIn(Collection<UUID> ids);

  /**
   * Stores a new row at once, so that constraints are checked now and the version in the answer is
   * the new one.
   */
  <S extends T> S saveAndFlush(S row);

  /** Stores many rows at once, as {@link #saveAndFlush} does one. */
  <S extends T> List<S> saveAllAndFlush(Iterable<S> rows);

  /** Writes the changes of the rows that were read, so that constraints are checked now. */
  void flush();

  /** The row, locked until the transaction ends. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select row from #{#entityName} row where row.id = :id")
  Optional<T> lock(UUID id);

  /** The rows, locked in the order of their ids, as all code does that locks several. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select row from #{#entityName} row where row.id in :ids order by row.id")
  List<T> lockAll(Collection<UUID> ids);

  /**
   * The row that was stored before under the id that the client made: repeating a create is no
   * error. If that row has other content, the call is refused with ALREADY_EXISTS.
   *
   * @param clientId empty where the client made no id: then nothing was stored before
   * @param wanted the row that the request asks for
   * @param content what the two must have in common; versions and times of storing are left out
   */
  default Optional<T> storedBefore(
      String clientId, String resource, T wanted, Function<? super T, ? extends Message> content) {
    if (clientId.isEmpty()) {
      return Optional.empty();
    }
    Optional<T> stored = findById(wanted.id());
    stored.ifPresent(
        row -> {
          if (!Protos.sameContent(content.apply(row), content.apply(wanted))) {
            throw Errors.alreadyExists(resource, row.id());
          }
        });
    return stored;
  }
}
