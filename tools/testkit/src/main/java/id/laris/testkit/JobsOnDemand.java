package id.laris.testkit;

import id.laris.common.background.Background;
import id.laris.common.background.JobTenants;
import id.laris.common.background.TenantJob;
import java.util.List;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** For processes whose jobs run when a test says so ({@link Jobs}), and never by themselves. */
@Configuration(proxyBeanMethods = false)
public class JobsOnDemand {

  @Bean
  static BeanFactoryPostProcessor noJobsByThemselves() {
    return factory -> ((BeanDefinitionRegistry) factory).removeBeanDefinition("tenantJobs");
  }

  @Bean
  Jobs jobs(List<TenantJob> all, JobTenants tenants, Background background) {
    return new Jobs(all, tenants, background);
  }
}
