package id.laris.common.background;

import java.util.List;

/** Supplies a job that several services have in common, once for each of them. */
public interface TenantJobSource {

  List<TenantJob> jobs();
}
