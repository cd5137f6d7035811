-- Where an item goes: an address of the customer, which lies with the customer alone.
ALTER TABLE delivery_item ADD COLUMN ship_to_id uuid;
