package id.laris.common.background;

import java.util.List;

/** Gives jobs that are the same for several services, one for each. */
public interface TenantJobSource {

  List<TenantJob> jobs();
}
