package id.laris.customer;

import id.laris.common.db.Resource;
import id.laris.common.grpc.RpcTable;
import id.laris.customer.profile.AnonymizeCustomer;
import id.laris.customer.profile.ExportCustomer;
import id.laris.customer.profile.MergeCustomers;
import id.laris.customer.profile.SearchCustomers;
import id.laris.customer.purchase.ListPurchases;
import id.laris.pos.v1.Customer;
import id.laris.pos.v1.CustomerServiceGrpc;
import io.grpc.BindableService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The RPCs of CustomerService, each with the method that answers it. */
@Configuration(proxyBeanMethods = false)
class CustomerRpcs {

  @Bean
  BindableService customerService(
      Resource<?, Customer> customers,
      SearchCustomers searchCustomers,
      MergeCustomers mergeCustomers,
      AnonymizeCustomer anonymizeCustomer,
      ExportCustomer exportCustomer,
      ListPurchases listPurchases) {
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
        .on(CustomerServiceGrpc.getReleaseBalancesMethod(), request -> notYet())
        .on(CustomerServiceGrpc.getSearchCustomersMethod(), searchCustomers::run)
        .on(CustomerServiceGrpc.getMergeCustomersMethod(), mergeCustomers::run)
        .on(CustomerServiceGrpc.getAnonymizeCustomerMethod(), anonymizeCustomer::run)
        .on(CustomerServiceGrpc.getExportCustomerMethod(), exportCustomer::run)
        .on(CustomerServiceGrpc.getListPurchasesMethod(), listPurchases::run);
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // it never returns
  private static <R> R notYet() {
    throw new UnsupportedOperationException();
  }
}
