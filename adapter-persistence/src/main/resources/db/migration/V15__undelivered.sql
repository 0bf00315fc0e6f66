-- What was given up is counted at every scrape of the metrics, and there is little of it.
create index webhook_delivery_failed on webhook_delivery (id) where state = 'FAILED';
