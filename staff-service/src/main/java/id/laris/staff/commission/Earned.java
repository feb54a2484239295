package id.laris.staff.commission;

import id.laris.staff.sale.Sale;

/** The commission that a line earns by a rule. */
record Earned(Sale sale, Sale.Line line, RuleVersion rule, long amount) {}
