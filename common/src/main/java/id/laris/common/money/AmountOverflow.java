package id.laris.common.money;

/** An amount or quantity does not fit 64 bits: the caller's numbers are too large. */
public final class AmountOverflow extends ArithmeticException {

  private static final long serialVersionUID = 1L;

  AmountOverflow() {
    super("an amount or quantity does not fit 64 bits");
  }
}
