package id.laris.common.grpc;

import id.laris.common.CannotStart;
import id.laris.common.money.Currencies;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The currency of calls that name none: {@code POS_DEFAULT_CURRENCY}, rupiah unless set. */
@Component
public class DefaultCurrency {

  private final String code;

  DefaultCurrency(@Value("${pos.default-currency}") String code) {
    if (!Currencies.isKnown(code)) {
      throw new CannotStart(
          "POS_DEFAULT_CURRENCY is %s: set it to an ISO 4217 code such as IDR.".formatted(code));
    }
    this.code = code;
  }

  /** The currency that the request names, where it exists, or the default where it names none. */
  public String orNamed(String field, String named) {
    return named.isEmpty() ? code : Protos.currency(field, named);
  }
}
