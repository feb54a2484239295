package id.laris.suite;

import id.laris.pos.Service;
import java.util.Arrays;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.type.AnnotationMetadata;

/** Imports the module of every service, such as {@code id.laris.sales.SalesModule}. */
final class EveryService implements ImportSelector {

  @Override
  public String[] selectImports(AnnotationMetadata importing) {
    return Arrays.stream(Service.values())
        .map(service -> service.className("Module"))
        .toArray(String[]::new);
  }
}
