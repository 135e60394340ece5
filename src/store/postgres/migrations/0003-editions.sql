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

-- Exchanges as columns, some dozens together: each body once, and headers by what is usual. The rows of the journal lead there;
-- what stays in `exchange` lacks headers and bodies, and is for processes of the release before.
CREATE UNLOGGED TABLE hub.journal_pages (
  page    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  index   text NOT NULL,
  content bytea NOT NULL,
  -- What its exchanges with partners take, by which the trace is trimmed: to add up pages takes a hundredth of the time of adding up exchanges.
  bytes   integer NOT NULL
);
ALTER TABLE hub.journal ADD COLUMN page bigint;
ALTER TABLE hub.journal ADD COLUMN nth integer;
CREATE INDEX journal_page ON hub.journal (page);

-- Agreements: a row each, at its place in the order of creation, with the revision of the registry that wrote it. A process of the
-- release before that still runs cannot write one, and hub.registry_state.agreements is there for it alone.
CREATE TABLE hub.agreements (
  place    integer PRIMARY KEY,
  entry    json NOT NULL,
  revision bigint NOT NULL
);
CREATE INDEX agreements_revision ON hub.agreements (revision);
INSERT INTO hub.agreements (place, entry, revision)
  SELECT place, entry, revision FROM hub.registry WHERE list = 'agreements';
DELETE FROM hub.registry WHERE list = 'agreements';
ALTER TABLE hub.registry DROP CONSTRAINT registry_list_check, ADD CONSTRAINT registry_list_check CHECK (list = 'connections');

-- The starts of the database, each with when a process of the hub first saw it. Unlogged: after a crash, and on a standby that has been
-- promoted, the table is empty, so the next process sees a new start.
CREATE UNLOGGED TABLE hub.database_starts (
  started timestamptz PRIMARY KEY,
  seen    timestamptz NOT NULL
);
INSERT INTO hub.database_starts (started, seen) VALUES (pg_postmaster_start_time(), 'epoch');
