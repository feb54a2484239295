package id.laris.staff.sale;

import java.util.List;

/** A package that follows completed orders, such as the commissions that they earn. */
public interface OrderFollower {

  /**
   * Applies orders of one tenant, in the order of their completion as far as it is known, in the
   * transaction that counts them as seen. An order may come once more where an operator has its
   * event repeated; then it must change nothing.
   */
  void follow(List<Sale> sales);
}
