package id.laris.sales.order;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.LocalDate;

/** The receipt of a COMPLETED order. */
@Embeddable
public record OrderReceipt(
    @Column(name = "receipt_number") String number,
    @Column(name = "business_date") LocalDate businessDate) {}
