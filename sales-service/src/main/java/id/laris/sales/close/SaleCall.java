package id.laris.sales.close;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.sales.order.Order;
import id.laris.sales.order.PaymentRequest;
import java.util.List;
import java.util.function.Function;

/**
 * A call that makes a whole sale: Checkout, or one that does more in the same transaction.
 *
 * @param request of the call; a repeated one is answered as before
 * @param sale the sale as Checkout would be asked for it
 * @param parser of the response
 * @param paidBefore is done in the transaction, once the prices of the order are fixed: returns
 *     what pays it before the payments of the sale
 * @param response makes the response of the completed order, in the transaction
 */
public record SaleCall<R extends Message>(
    Message request,
    CheckoutRequest sale,
    Parser<R> parser,
    Function<Order, List<PaymentRequest>> paidBefore,
    Function<Order, R> response) {}
