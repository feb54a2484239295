package id.laris.staff.apikey;

import id.laris.common.db.Rows;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;

/** The tenant's API keys. */
public interface ApiKeys extends Rows<ApiKey> {

  /** The key that has, or had before its last rotation, the secret of this hash. */
  @Query("select row from ApiKey row where row.secretHash = :hash or row.previousHash = :hash")
  Optional<ApiKey> withSecret(byte[] hash);
}
