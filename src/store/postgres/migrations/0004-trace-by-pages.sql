-- Bytes that the exchanges with partners on a page take, by which the trace is trimmed: to add up pages takes a hundredth of the time of
-- adding up exchanges. The pages of before are full ones of 800 bytes an exchange.
ALTER TABLE hub.journal_pages ADD COLUMN bytes integer NOT NULL DEFAULT 80000;
