-- The version of OCPI in which an object is; null: 2.1.1.
ALTER TABLE hub.objects ADD COLUMN edition text COLLATE "C";
