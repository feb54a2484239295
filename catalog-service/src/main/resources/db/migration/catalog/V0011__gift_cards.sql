-- Each piece of such a product that is sold is a gift card worth its price.
alter table product add column gift_card boolean not null default false;
