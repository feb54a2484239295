package id.laris.staff.sale;

import java.util.List;

/** A package that follows returned goods, such as the commissions that they cost. */
public interface ReturnFollower {

  /**
   * Applies returns of one tenant in the transaction that counts them as seen. One may come once
   * more where an operator has its event repeated; then it must change nothing.
   */
  void followReturns(List<ReturnedGoods> returns);
}
