-- By which facts promotions were decided, as JSON: what they asked about the customer, and whether another combination may take off more. Null
-- where nothing was asked and the best combination was found, as in nearly every order.
alter table sales_order add column promotion_facts jsonb;
