package id.laris.customer;

import id.laris.common.db.Resource;
import id.laris.common.grpc.RpcTable;
import id.laris.customer.profile.AnonymizeCustomer;
import id.laris.customer.profile.ExportCustomer;
import id.laris.customer.profile.MergeCustomers;
import id.laris.customer.profile.SearchCustomers;
import id.laris.customer.purchase.ListPurchases;
import id.laris.customer.account.GetStatement;
import id.laris.customer.account.SetCreditLimit;
import id.laris.customer.account.SettleAccount;
import id.laris.customer.balance.BalanceQueries;
import id.laris.customer.credit.AdjustStoreCredit;
import id.laris.customer.giftcard.GiftCardActions;
import id.laris.customer.giftcard.GiftCardQueries;
import id.laris.customer.giftcard.IssueGiftCard;
import id.laris.customer.giftcard.ReplaceGiftCard;
import id.laris.customer.giftcard.ShowGiftCardCodes;
import id.laris.customer.giftcard.TransferGiftCard;
import id.laris.customer.hold.HoldBalances;
import id.laris.customer.hold.ReleaseBalances;
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
      ListPurchases listPurchases,
      HoldBalances holdBalances,
      ReleaseBalances releaseBalances,
      IssueGiftCard issueGiftCard,
      GiftCardQueries giftCards,
      GiftCardActions giftCardActions,
      TransferGiftCard transferGiftCard,
      ReplaceGiftCard replaceGiftCard,
      ShowGiftCardCodes showGiftCardCodes,
      BalanceQueries balances,
      AdjustStoreCredit adjustStoreCredit,
      SetCreditLimit setCreditLimit,
      GetStatement getStatement,
      SettleAccount settleAccount) {
    return new RpcTable(CustomerServiceGrpc.getServiceDescriptor())
        .on(CustomerServiceGrpc.getCreateCustomerMethod(), customers::create)
        .on(CustomerServiceGrpc.getGetCustomerMethod(), customers::get)
        .on(CustomerServiceGrpc.getListCustomersMethod(), customers::list)
        .on(CustomerServiceGrpc.getUpdateCustomerMethod(), customers::update)
        .on(CustomerServiceGrpc.getDeleteCustomerMethod(), customers::delete)
        .on(CustomerServiceGrpc.getGetRewardMethod(), request -> notYet())
        .on(CustomerServiceGrpc.getReserveRewardMethod(), request -> notYet())
        .on(CustomerServiceGrpc.getReleaseRewardMethod(), request -> notYet())
        .on(CustomerServiceGrpc.getSearchCustomersMethod(), searchCustomers::run)
        .on(CustomerServiceGrpc.getMergeCustomersMethod(), mergeCustomers::run)
        .on(CustomerServiceGrpc.getAnonymizeCustomerMethod(), anonymizeCustomer::run)
        .on(CustomerServiceGrpc.getExportCustomerMethod(), exportCustomer::run)
        .on(CustomerServiceGrpc.getListPurchasesMethod(), listPurchases::run)
        .on(CustomerServiceGrpc.getHoldBalancesMethod(), holdBalances::run)
        .on(CustomerServiceGrpc.getReleaseBalancesMethod(), releaseBalances::run)
        .on(CustomerServiceGrpc.getIssueGiftCardMethod(), issueGiftCard::run)
        .on(CustomerServiceGrpc.getGetGiftCardMethod(), giftCards::get)
        .on(CustomerServiceGrpc.getListGiftCardsMethod(), giftCards::list)
        .on(CustomerServiceGrpc.getFreezeGiftCardMethod(), giftCardActions::freeze)
        .on(CustomerServiceGrpc.getUnfreezeGiftCardMethod(), giftCardActions::unfreeze)
        .on(CustomerServiceGrpc.getCancelGiftCardMethod(), giftCardActions::cancel)
        .on(CustomerServiceGrpc.getTransferGiftCardMethod(), transferGiftCard::run)
        .on(CustomerServiceGrpc.getReplaceGiftCardMethod(), replaceGiftCard::run)
        .on(CustomerServiceGrpc.getShowGiftCardCodesMethod(), showGiftCardCodes::run)
        .on(CustomerServiceGrpc.getGetBalanceMethod(), balances::balance)
        .on(CustomerServiceGrpc.getListEntriesMethod(), balances::entries)
        .on(CustomerServiceGrpc.getGetLiabilitiesMethod(), balances::liabilities)
        .on(CustomerServiceGrpc.getAdjustStoreCreditMethod(), adjustStoreCredit::run)
        .on(CustomerServiceGrpc.getSetCreditLimitMethod(), setCreditLimit::run)
        .on(CustomerServiceGrpc.getGetStatementMethod(), getStatement::run)
        .on(CustomerServiceGrpc.getSettleAccountMethod(), settleAccount::run);
  }

  @SuppressWarnings(
      "TypeParameterUnusedInFormals") // it goes with the last RPC that has no rule yet
  private static <R> R notYet() {
    throw new UnsupportedOperationException();
  }
}
