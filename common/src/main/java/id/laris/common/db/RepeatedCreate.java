package id.laris.common.db;

import com.google.protobuf.Message;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import java.util.Optional;
import java.util.function.Function;

/** A client that makes the id itself may send the same creation again. */
public final class RepeatedCreate {

  private RepeatedCreate() {}

  /**
   * The row that was made before under the client's id: of the same content, or ALREADY_EXISTS.
   *
   * @param clientId the id in the request; empty where the client made none
   * @param wanted the row that the request asks for
   * @param content what the request decides about a row, as the wire has it
   */
  public static <T extends TenantRow> Optional<T> find(
      Rows<T> rows, String resource, String clientId, T wanted, Function<T, Message> content) {
    if (clientId.isEmpty()) {
      return Optional.empty();
    }
    Optional<T> existing = rows.findById(wanted.id());
    existing.ifPresent(
        found -> {
          if (!Protos.sameContent(content.apply(found), content.apply(wanted))) {
            throw Errors.alreadyExists(resource, wanted.id());
          }
        });
    return existing;
  }
}
