-- What the sqlite3 shell does to make the tables of a snapshot: the same rows of `base` in the same
-- order, and the same full-text index over the same cut texts. `schema.sql` is the snapshot's own.
.bail on
ATTACH 'base.db' AS base;
CREATE TEMP TABLE new_systems (new INTEGER PRIMARY KEY, old INTEGER NOT NULL UNIQUE);
CREATE TEMP TABLE new_documents (new INTEGER PRIMARY KEY, old INTEGER NOT NULL UNIQUE);
CREATE TEMP TABLE new_codes (new INTEGER PRIMARY KEY, old INTEGER NOT NULL);
BEGIN;
.read schema.sql
INSERT INTO new_systems (old) SELECT id FROM base.systems ORDER BY slug;
INSERT INTO new_documents (old)
  SELECT documents.id FROM base.documents JOIN new_systems ON new_systems.old = system_id
  ORDER BY new_systems.new, name;
INSERT INTO new_codes (old)
  SELECT codes.id FROM base.codes JOIN base.systems ON systems.id = codes.system_id
  ORDER BY slug, key, variant;
INSERT INTO main.systems
  SELECT new, slug, name, vendor, language, help_url
  FROM new_systems JOIN base.systems ON id = old ORDER BY new;
INSERT INTO main.documents
  SELECT new_documents.new, new_systems.new, name, url, licence, language, sha256, '{}', 1, imported_at
  FROM new_documents JOIN base.documents ON id = new_documents.old
    JOIN new_systems ON new_systems.old = system_id ORDER BY new_documents.new;
INSERT INTO main.codes
  SELECT new_codes.new, new_systems.new, code, key, variant, code_end, category, http_status, severity,
    attributes, status, replaced_by, 0
  FROM new_codes JOIN base.codes ON id = new_codes.old
    JOIN new_systems ON new_systems.old = system_id ORDER BY new_codes.new;
INSERT INTO main.aliases
  SELECT new, alias, key FROM new_codes JOIN base.aliases ON code_id = old ORDER BY new, alias;
INSERT INTO main.translations
  SELECT new, language, message, description, state, NULL, NULL, NULL
  FROM new_codes JOIN base.translations ON code_id = old ORDER BY new, language;
INSERT INTO main.remedies
  SELECT new, language, position, step
  FROM new_codes JOIN base.remedies ON code_id = old ORDER BY new, language, position;
INSERT INTO main.provenance
  SELECT new_codes.new, new_documents.new, code, first_line, last_line, '{}', gone_since
  FROM new_codes JOIN base.provenance ON code_id = new_codes.old
    JOIN new_documents ON new_documents.old = document_id ORDER BY new_codes.new, new_documents.new;
INSERT INTO main.error_search (rowid, code, message, description, context, remedy)
  SELECT new, code, message, description, context, remedy
  FROM new_codes JOIN base.error_search ON error_search.rowid = old ORDER BY new;
INSERT INTO main.error_search (error_search) VALUES ('optimize');
COMMIT;
