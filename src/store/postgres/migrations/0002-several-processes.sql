-- What processes need of each other's changes: the number of the change before the newest, and how the newest came.
ALTER TABLE hub.objects ADD COLUMN previous bigint NOT NULL DEFAULT 0, ADD COLUMN form json;

-- Newest changes of parts of objects, for processes that read them when they have been superseded. Unlogged: after a crash
-- of PostgreSQL they are passed on as whole objects.
CREATE UNLOGGED TABLE hub.parts (
  changed   bigint PRIMARY KEY,
  module    text COLLATE "C" NOT NULL,
  owner     text COLLATE "C" NOT NULL,
  id        text COLLATE "C" NOT NULL,
  recipient text COLLATE "C",
  previous  bigint NOT NULL,
  form      json NOT NULL
);

-- When an exchange was over: processes write what happens a little later, each in its own time.
ALTER TABLE hub.journal ADD COLUMN appended bigint NOT NULL DEFAULT 0;
