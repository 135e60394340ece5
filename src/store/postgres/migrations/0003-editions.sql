-- The version of OCPI in which an object is; null: 2.1.1.
ALTER TABLE hub.objects ADD COLUMN edition text COLLATE "C";

-- The trace is kept by time and by size; what strangers ask has a bound of its own, and one partner's is found among all.
ALTER TABLE hub.journal ADD COLUMN bytes integer NOT NULL DEFAULT 3000;
CREATE INDEX journal_strangers ON hub.journal (number) WHERE (direction = 'IN' AND connection IS NULL) IS TRUE;
CREATE INDEX journal_kinds ON hub.journal (connection, module, direction, number);

-- What filters ask for: parties, and the requirements of findings between blanks. '?': the row is an earlier release's, which knows neither.
ALTER TABLE hub.journal ADD COLUMN sender text COLLATE "C" DEFAULT '?';
ALTER TABLE hub.journal ADD COLUMN receiver text COLLATE "C";
ALTER TABLE hub.journal ADD COLUMN found text COLLATE "C";
