package id.laris.promotion.offer;

import id.laris.common.client.RemoteService;
import id.laris.common.client.RemoteServices;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.pos.Service;
import id.laris.pos.v1.Customer;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.CustomerServiceGrpc.CustomerServiceBlockingStub;
import id.laris.pos.v1.GetCustomerRequest;
import id.laris.pos.v1.GetLoyaltyAccountRequest;
import id.laris.pos.v1.PromotionCondition;
import id.laris.pos.v1.PromotionCustomer;
import id.laris.pos.v1.PromotionOffer;
import io.grpc.Deadline;
import io.grpc.StatusRuntimeException;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Asks customer-service for what offers need to know about a customer, and for no more. It is a
 * remote call with the service key, and never made inside a transaction.
 *
 * <p>A sale does not wait for customer-service: if it does not answer soon, the offers that ask do
 * not apply, and the others do.
 */
@Component
class CustomerFacts {

  private static final long PATIENCE_MILLIS = 500;

  private final RemoteService service;
  private final CustomerServiceBlockingStub customers;

  CustomerFacts(RemoteServices services) {
    this.service = services.named(Service.CUSTOMER);
    this.customers = CustomerServiceGrpc.newBlockingStub(service.ownChannel());
  }

  /** The facts; empty where no offer asks for anything about a customer. */
  Optional<PromotionCustomer> of(UUID customerId, Collection<PromotionOffer> offers) {
    if (!anyAsks(offers, CustomerFacts::isAboutCustomer)) {
      return Optional.empty();
    }
    PromotionCustomer.Builder facts =
        PromotionCustomer.newBuilder().setCustomerId(customerId.toString());
    Deadline deadline = Deadline.after(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    try {
      if (anyAsks(offers, CustomerFacts::asksForProfile)) {
        addProfile(facts, deadline);
      }
      if (anyAsks(offers, condition -> condition.getCustomers().getTierIdsCount() > 0)) {
        addTier(facts, deadline);
      }
    } catch (PosException e) {
      return Optional.of(
          PromotionCustomer.newBuilder()
              .setCustomerId(customerId.toString())
              .setUnavailable(true)
              .build());
    } catch (StatusRuntimeException e) {
      // An unknown customer has no group and no birthday, and has never bought.
      if (!RemoteService.refusedFor(e, Reason.CUSTOMER_NOT_FOUND)) {
        throw e;
      }
    }
    return Optional.of(facts.build());
  }

  private static boolean anyAsks(
      Collection<PromotionOffer> offers, Predicate<PromotionCondition> asks) {
    return offers.stream()
        .flatMap(offer -> offer.getRules().getConditionsList().stream())
        .anyMatch(asks);
  }

  private static boolean isAboutCustomer(PromotionCondition condition) {
    return condition.hasCustomers() || asksForProfile(condition);
  }

  private static boolean asksForProfile(PromotionCondition condition) {
    return condition.hasBirthday()
        || condition.hasFirstPurchase()
        || condition.getCustomers().getGroupsCount() > 0;
  }

  private void addProfile(PromotionCustomer.Builder facts, Deadline deadline) {
    GetCustomerRequest request =
        GetCustomerRequest.newBuilder().setCustomerId(facts.getCustomerId()).build();
    Customer customer =
        service.call(() -> customers.withDeadline(deadline).getCustomer(request)).getCustomer();
    facts
        .addAllGroups(customer.getGroupsList())
        .setFirstPurchase(customer.getTotalPurchases() == 0);
    if (customer.hasBirthday()) {
      facts.setBirthday(customer.getBirthday());
    }
  }

  private void addTier(PromotionCustomer.Builder facts, Deadline deadline) {
    GetLoyaltyAccountRequest request =
        GetLoyaltyAccountRequest.newBuilder().setCustomerId(facts.getCustomerId()).build();
    facts.setTierId(
        service
            .call(() -> customers.withDeadline(deadline).getLoyaltyAccount(request))
            .getAccount()
            .getTierId());
  }
}
