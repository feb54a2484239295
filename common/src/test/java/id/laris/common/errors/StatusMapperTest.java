package id.laris.common.errors;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import id.laris.common.errors.PosException.FieldViolation;
import id.laris.common.money.Amounts;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import jakarta.persistence.OptimisticLockException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.StaleObjectStateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.orm.ObjectOptimisticLockingFailureException;

class StatusMapperTest {

  /** Clients refuse more than 8,192 bytes of headers and trailers together. */
  private static final int MOST_BYTES = 7 * 1024;

  private final StatusMapper statuses =
      new StatusMapper(
          new NamedConstraints(
              List.of(
                  new ConstraintErrors(
                      Map.of("sku_key", () -> Errors.of(Reason.SKU_ALREADY_EXISTS, "taken"))))));

  static Stream<Exception> contention() {
    return Stream.of(
        new SQLException("deadlock", "40P01"),
        new SQLException("serialization", "40001"),
        new OptimisticLockException(),
        new ObjectOptimisticLockingFailureException("row", 1),
        new StaleObjectStateException("row", 1),
        violation("23505", "price_scope_key"));
  }

  @ParameterizedTest
  @MethodSource("contention")
  void losingToAnotherTransactionIsNoFailureOfTheServer(Exception lost) {
    assertThat(reason(new IllegalStateException(lost))).isEqualTo(Reason.CONCURRENT_CHANGE);
  }

  @Test
  void aConstraintOfTheCallersConcernHasItsOwnReason() {
    assertThat(reason(new DataIntegrityViolationException("", violation("23505", "sku_key"))))
        .isEqualTo(Reason.SKU_ALREADY_EXISTS);
  }

  @Test
  void aForeignKeyThatNoCallCouldViolateIsAFailureOfTheServer() {
    assertThat(reason(violation("23503", "price_variant_fkey"))).isEqualTo(Reason.INTERNAL);
  }

  @Test
  void onlyAmountsThatAreTooLargeAreTheCallersArithmetic() {
    assertThat(reason(thrownBy(() -> Amounts.multiply(Long.MAX_VALUE, 2))))
        .isEqualTo(Reason.VALIDATION_FAILED);
    assertThat(reason(thrownBy(() -> Math.floorDiv(1, 0)))).isEqualTo(Reason.INTERNAL);
    assertThat(reason(thrownBy(() -> Math.toIntExact(Long.MAX_VALUE)))).isEqualTo(Reason.INTERNAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a word or two ", "消費税軽減税率対象 ", "100% \n", "😀"})
  void anErrorFitsItsTrailersWhateverItSays(String words) {
    for (int length : List.of(1, 10, 100, 1_000, 10_000)) {
      String text = words.repeat(length);
      List<FieldViolation> violations =
          IntStream.range(0, length)
              .mapToObj(i -> new FieldViolation("components[%d].sku".formatted(i), text))
              .toList();
      List<String> ids = violations.stream().map(violation -> "a".repeat(36)).toList();
      PosException error =
          Errors.invalid(Reason.INSUFFICIENT_STOCK, violations)
              .with("sku", text)
              .with("name", text)
              .withEach("variant_id", ids)
              .withEach("requested", ids)
              .withEach("skus", Collections.nCopies(length, text));

      StatusRuntimeException status = statuses.toStatus(error, "trace");

      assertThat(bytes(status)).isLessThan(MOST_BYTES);
      assertThat(info(status).getReason()).isEqualTo("INSUFFICIENT_STOCK");
      int listed = badRequest(status).getFieldViolationsCount();
      assertThat(info(status).getMetadataOrThrow("variant_id").split(",", -1)).hasSize(listed);
      assertThat(info(status).getMetadataOrDefault("violations_total", "" + listed))
          .isEqualTo("" + length);
      assertThat(listed).isPositive();
    }
  }

  @Test
  void anEntryOfAListThatContainsACommaIsInQuotationMarks() {
    PosException error =
        Errors.invalid(
                Reason.INSUFFICIENT_STOCK,
                List.of(new FieldViolation("a", "short"), new FieldViolation("b", "short")))
            .withEach("sku", List.of("KOPI,L", "15\" PIZZA"))
            .withEach("requested", List.of("1", "2"));

    assertThat(info(statuses.toStatus(error, "trace")).getMetadataMap())
        .containsEntry("sku", "\"KOPI,L\",\"15\"\" PIZZA\"")
        .containsEntry("requested", "1,2");
  }

  @Test
  void anErrorOfOrdinarySizeIsWhole() {
    List<FieldViolation> violations =
        IntStream.range(0, 20)
            .mapToObj(
                i -> new FieldViolation("items[%d].quantity".formatted(i), "must be positive"))
            .toList();

    StatusRuntimeException status = statuses.toStatus(Errors.invalid(violations), "trace");

    assertThat(badRequest(status).getFieldViolationsCount()).isEqualTo(20);
    assertThat(info(status).getMetadataMap()).containsOnlyKeys("code");
  }

  /** As a client counts the trailers of an answer without a message. */
  private static int bytes(StatusRuntimeException status) {
    int bytes = size(":status", 3) + size("content-type", 16) + size("grpc-status", 2);
    int details = Objects.requireNonNull(StatusProto.fromThrowable(status)).getSerializedSize();
    bytes += size("grpc-status-details-bin", (details * 4 + 2) / 3);
    int message = 0;
    String text = Objects.requireNonNull(status.getStatus().getDescription());
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      message += b >= ' ' && b <= '~' && b != '%' ? 1 : 3;
    }
    return bytes + size("grpc-message", message);
  }

  private static int size(String name, int value) {
    return name.length() + value + 32;
  }

  private Reason reason(Throwable thrown) {
    StatusRuntimeException status = statuses.toStatus(thrown, "trace");
    Reason reason = Reason.valueOf(info(status).getReason());
    assertThat(status.getStatus().getCode()).isEqualTo(reason.grpc()).isNotEqualTo(Code.OK);
    return reason;
  }

  private static ErrorInfo info(StatusRuntimeException status) {
    return detail(status, ErrorInfo.class);
  }

  private static BadRequest badRequest(StatusRuntimeException status) {
    return detail(status, BadRequest.class);
  }

  private static <M extends Message> M detail(StatusRuntimeException status, Class<M> type) {
    Any detail =
        Objects.requireNonNull(StatusProto.fromThrowable(status)).getDetailsList().stream()
            .filter(any -> any.is(type))
            .findFirst()
            .orElseThrow();
    try {
      return detail.unpack(type);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static PSQLException violation(String state, String constraint) {
    char end = 0;
    return new PSQLException(
        new ServerErrorMessage("C%s%cn%s%c".formatted(state, end, constraint, end)));
  }

  private static RuntimeException thrownBy(Runnable calculation) {
    try {
      calculation.run();
    } catch (ArithmeticException e) {
      return e;
    }
    throw new AssertionError("nothing was thrown");
  }
}
