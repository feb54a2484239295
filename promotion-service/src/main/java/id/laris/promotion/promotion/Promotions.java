package id.laris.promotion.promotion;

import id.laris.common.db.Rows;
import id.laris.pos.v1.Promotion.State;
import java.util.List;

/** The tenant's promotions. */
public interface Promotions extends Rows<Promotion> {

  List<Promotion> findByStateAndDeletedAtIsNull(State state);
}
