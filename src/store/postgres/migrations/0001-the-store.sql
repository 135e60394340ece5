-- Numbers are given out by the sequence hub.changes while the lock of the change order is held (write.ts): they are
-- committed in their order, and none is given twice. Names and values are escaped as in a JSON string (names.ts).

CREATE SEQUENCE hub.changes;

-- Every object, and for ever the tombstone of every deleted one: a row without `created` and content.
CREATE TABLE hub.objects (
  module       text COLLATE "C" NOT NULL,
  owner        text COLLATE "C" NOT NULL,
  id           text COLLATE "C" NOT NULL,
  changed      bigint NOT NULL,
  created      bigint,
  last_updated bigint,
  recipient    text COLLATE "C",
  gone         boolean,
  lookups      json,
  content      text,
  PRIMARY KEY (module, owner, id)
);

-- What `since` reads.
CREATE UNIQUE INDEX objects_changed ON hub.objects (changed);
-- Lists of a few owners, of very many, of one recipient, and those with dates; each holds all that its lists decide by.
CREATE INDEX objects_owner     ON hub.objects (module, owner, created)     INCLUDE (gone, last_updated);
CREATE INDEX objects_created   ON hub.objects (module, created)            INCLUDE (gone, owner);
CREATE INDEX objects_recipient ON hub.objects (module, recipient, created) INCLUDE (gone, owner, last_updated)
  WHERE recipient IS NOT NULL;
CREATE INDEX objects_updated   ON hub.objects (module, last_updated)       INCLUDE (gone, owner, recipient, created);

-- Lists are read from indexes alone only where vacuum has been: it comes by after 2 % have changed, not after 20 %.
ALTER TABLE hub.objects SET (
  autovacuum_vacuum_scale_factor  = 0.02,
  autovacuum_analyze_scale_factor = 0.02
);

-- Where objects are found across owners.
CREATE TABLE hub.lookups (
  module text COLLATE "C" NOT NULL,
  field  text COLLATE "C" NOT NULL,
  value  text COLLATE "C" NOT NULL,
  owner  text COLLATE "C" NOT NULL,
  id     text COLLATE "C" NOT NULL,
  PRIMARY KEY (module, field, value, owner, id)
);

-- How many objects there are of an owner and for a recipient, or for none (''), and of all owners (''). `reshaped` is
-- the number of the last change by which one left, or came in elsewhere than at the end.
CREATE TABLE hub.totals (
  module    text COLLATE "C" NOT NULL,
  owner     text COLLATE "C" NOT NULL,
  recipient text COLLATE "C" NOT NULL,
  gone      boolean NOT NULL,
  n         bigint NOT NULL,
  reshaped  bigint NOT NULL,
  PRIMARY KEY (module, owner, recipient, gone)
);

CREATE TABLE hub.notes (
  kind  text COLLATE "C" NOT NULL,
  key   text COLLATE "C" NOT NULL,
  value json NOT NULL,
  until bigint NOT NULL,
  PRIMARY KEY (kind, key)
);
CREATE INDEX notes_until ON hub.notes (until);

-- Connections and agreements: a row each, at its place in the list, with the revision of the registry that wrote it.
CREATE TABLE hub.registry (
  list     text COLLATE "C" NOT NULL CHECK (list IN ('connections', 'agreements')),
  place    integer NOT NULL,
  entry    json NOT NULL,
  revision bigint NOT NULL,
  PRIMARY KEY (list, place)
);
CREATE INDEX registry_revision ON hub.registry (revision);

-- The one row that who changes the registry locks.
CREATE TABLE hub.registry_state (
  one         boolean PRIMARY KEY DEFAULT true CHECK (one),
  revision    bigint NOT NULL,
  connections integer NOT NULL,
  agreements  integer NOT NULL
);
INSERT INTO hub.registry_state (revision, connections, agreements) VALUES (0, 0, 0);

-- The newest exchanges. Unlogged: they cost no write-ahead log, and a crash of PostgreSQL empties the table.
CREATE UNLOGGED TABLE hub.journal (
  number         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id             text COLLATE "C" NOT NULL,
  time           bigint NOT NULL,
  direction      text COLLATE "C",
  connection     text COLLATE "C",
  module         text COLLATE "C",
  http_status    integer,
  ocpi_status    integer,
  request_id     text COLLATE "C",
  correlation_id text COLLATE "C",
  exchange       json NOT NULL
);
CREATE INDEX journal_id ON hub.journal (id);
