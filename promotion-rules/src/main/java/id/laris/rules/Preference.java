package id.laris.rules;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Decides between two sets that take off the same. Their promotions are put in falling order of
 * priority: the first higher priority decides. If the one set has all priorities of the other and
 * more promotions, the smaller set is better, which uses up fewer limits. If all priorities are the
 * same, the first lower id decides.
 */
final class Preference {
  private final int[] places;
  private final int[] priorities;

  /** Makes it for candidates in the order of application, whose places are the bits of a set. */
  Preference(List<Candidate> candidates) {
    places =
        IntStream.range(0, candidates.size())
            .boxed()
            .sorted((one, other) -> compare(candidates.get(one), candidates.get(other)))
            .mapToInt(Integer::intValue)
            .toArray();
    priorities = IntStream.of(places).map(place -> candidates.get(place).priority()).toArray();
  }

  /** Returns whether the one set is better than the other, and not the same. */
  boolean prefers(int one, int other) {
    int[] ranksOfOne = ranks(one);
    int[] ranksOfOther = ranks(other);
    int shorter = Math.min(ranksOfOne.length, ranksOfOther.length);
    for (int i = 0; i < shorter; i++) {
      int difference = priorities[ranksOfOne[i]] - priorities[ranksOfOther[i]];
      if (difference != 0) {
        return difference > 0;
      }
    }
    if (ranksOfOne.length != ranksOfOther.length) {
      return ranksOfOne.length < ranksOfOther.length;
    }
    for (int i = 0; i < shorter; i++) {
      if (ranksOfOne[i] != ranksOfOther[i]) {
        return ranksOfOne[i] < ranksOfOther[i];
      }
    }
    return false;
  }

  /**
   * The set that is preferred to all others of members and of some of the others, if they take off
   * the same. It has the others of a higher priority than the lowest of the members: each moves
   * that one further back. More of them would only make the set larger.
   *
   * @param members not none
   */
  int mostPreferred(int members, int others) {
    int lowest = priorities[lastRank(members)];
    int set = members;
    for (int rank = 0; rank < places.length && priorities[rank] > lowest; rank++) {
      set |= others & 1 << places[rank];
    }
    return set;
  }

  private int lastRank(int members) {
    int rank = places.length - 1;
    while ((members >> places[rank] & 1) == 0) {
      rank--;
    }
    return rank;
  }

  private int[] ranks(int members) {
    return IntStream.range(0, places.length)
        .filter(rank -> (members >> places[rank] & 1) != 0)
        .toArray();
  }

  private static int compare(Candidate one, Candidate other) {
    return Candidate.BY_PRIORITY.compare(one.offer(), other.offer());
  }
}
