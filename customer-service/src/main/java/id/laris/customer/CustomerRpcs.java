package id.laris.customer;

import id.laris.common.db.Resource;
import id.laris.common.grpc.RpcTable;
import id.laris.pos.v1.Customer;
import id.laris.pos.v1.CustomerServiceGrpc;
import io.grpc.BindableService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The RPCs of CustomerService, each with the method that answers it. */
@Configuration(proxyBeanMethods = false)
class CustomerRpcs {

  @Bean
  BindableService customerService(Resource<?, Customer> customers) {
    return new RpcTable(CustomerServiceGrpc.getServiceDescriptor())
        .on(CustomerServiceGrpc.getCreateCustomerMethod(), customers::create)
        .on(CustomerServiceGrpc.getGetCustomerMethod(), customers::get)
        .on(CustomerServiceGrpc.getListCustomersMethod(), customers::list)
        .on(CustomerServiceGrpc.getUpdateCustomerMethod(), customers::update)
        .on(CustomerServiceGrpc.getDeleteCustomerMethod(), customers::delete)
        .on(CustomerServiceGrpc.getGetRewardMethod(), request -> notYet())
        .on(CustomerServiceGrpc.getReserveRewardMethod(), request -> notYet())
        .on(CustomerServiceGrpc.getReleaseRewardMethod(), request -> notYet())
        .on(CustomerServiceGrpc.getHoldBalancesMethod(), request -> notYet())
        .on(CustomerServiceGrpc.getReleaseBalancesMethod(), request -> notYet());
  }

  private static <R> R notYet() {
    throw new UnsupportedOperationException();
  }
}
