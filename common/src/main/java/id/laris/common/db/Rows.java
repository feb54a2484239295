package id.laris.common.db;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

/** What every repository can do with the rows of the caller's tenant. */
@NoRepositoryBean
public interface Rows<T extends TenantRow>
    extends Repository<T, UUID>, JpaSpecificationExecutor<T> {

  Optional<T> findById(UUID id);

  List<T> findByIdIn(Collection<UUID> ids);

  /**
   * Stores a new row at once, so that constraints speak now and the version in the answer is the
   * new one.
   */
  <S extends T> S saveAndFlush(S row);

  /** Writes the changes of the rows that were read, so that constraints speak now. */
  void flush();

  /** The row, locked until the transaction ends. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select row from #{#entityName} row where row.id = :id")
  Optional<T> lock(UUID id);
}
