CREATE INDEX aliases_by_key ON aliases (key);

CREATE INDEX changes_by_batch ON changes (batch_id);

CREATE INDEX codes_by_key ON codes (key);

CREATE INDEX codes_ranges ON codes (key, code_end) WHERE code_end IS NOT NULL;

CREATE INDEX provenance_by_document ON provenance (document_id, code);

CREATE INDEX reviews_by_document ON reviews (document_id);

CREATE TABLE aliases (
  code_id INTEGER NOT NULL REFERENCES codes (id) ON DELETE CASCADE,
  alias   TEXT NOT NULL CHECK (trim(alias) <> ''),
  key     TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (code_id, alias)
) STRICT, WITHOUT ROWID;

CREATE TABLE batches (
  id      INTEGER PRIMARY KEY,
  at      TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??.???Z'),
  author  TEXT NOT NULL CHECK (author <> ''),
  command TEXT NOT NULL CHECK (command <> ''),
  reason  TEXT CHECK (reason <> ''),
  reverts INTEGER REFERENCES batches (id)
) STRICT;

CREATE TABLE changes (
  id          INTEGER PRIMARY KEY,
  batch_id    INTEGER NOT NULL REFERENCES batches (id),
  system_id   INTEGER NOT NULL,
  code_id     INTEGER,
  document_id INTEGER,
  revision    INTEGER CHECK (revision > 0),
  before      TEXT NOT NULL CHECK (json_valid(before) AND json_type(before) = 'object'),
  after       TEXT NOT NULL CHECK (json_valid(after) AND json_type(after) = 'object'),
  CHECK ((revision IS NOT NULL) = (code_id IS NOT NULL AND document_id IS NULL)),
  UNIQUE (code_id, revision)
) STRICT;

CREATE TABLE codes (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  system_id   INTEGER NOT NULL REFERENCES systems (id),
  code        TEXT NOT NULL CHECK (trim(code) <> ''),
  key         TEXT NOT NULL DEFAULT '',
  variant     TEXT NOT NULL DEFAULT '' CHECK (variant <> '1' AND variant NOT GLOB '*[#:]*'),
  code_end    TEXT CHECK (code_end <> ''),
  category    TEXT CHECK (category <> ''),
  http_status INTEGER CHECK (http_status BETWEEN 100 AND 599),
  severity    TEXT CHECK (severity <> ''),
  attributes  TEXT NOT NULL DEFAULT '{}'
              CHECK (json_valid(attributes) AND json_type(attributes) = 'object'),
  status      TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'deprecated', 'removed')),
  replaced_by TEXT CHECK (replaced_by <> ''),
  revision    INTEGER NOT NULL DEFAULT 0 CHECK (revision >= 0),
  UNIQUE (system_id, key, variant)
) STRICT;

CREATE TABLE documents (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  system_id      INTEGER NOT NULL REFERENCES systems (id),
  name           TEXT NOT NULL CHECK (name <> ''),
  url            TEXT CHECK (url <> ''),
  licence        TEXT CHECK (licence <> ''),
  language       TEXT CHECK (language GLOB '[a-z][a-z]*' AND language NOT GLOB '*[^A-Za-z0-9-]*'),
  sha256         TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  mapping        TEXT NOT NULL CHECK (json_valid(mapping)),
  reader_version INTEGER NOT NULL CHECK (reader_version > 0),
  imported_at    TEXT NOT NULL CHECK (imported_at GLOB '????-??-??T??:??:??.???Z'),
  UNIQUE (system_id, name)
) STRICT;

CREATE VIRTUAL TABLE error_search USING fts5 (
  code, message, description, context, remedy,
  tokenize = "unicode61 remove_diacritics 2 tokenchars '_'"
);

CREATE TABLE provenance (
  code_id     INTEGER NOT NULL REFERENCES codes (id) ON DELETE CASCADE,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  code        TEXT NOT NULL CHECK (trim(code) <> ''),
  first_line  INTEGER NOT NULL CHECK (first_line > 0),
  last_line   INTEGER NOT NULL CHECK (last_line >= first_line),
  base        TEXT NOT NULL CHECK (json_valid(base) AND json_type(base) = 'object'),
  gone_since  TEXT CHECK (gone_since GLOB '????-??-??T??:??:??.???Z'),
  PRIMARY KEY (code_id, document_id)
) STRICT;

CREATE TABLE remedies (
  code_id  INTEGER NOT NULL,
  language TEXT NOT NULL,
  position INTEGER NOT NULL CHECK (position > 0),
  step     TEXT NOT NULL CHECK (trim(step) <> '' AND instr(step, char(10)) = 0),
  PRIMARY KEY (code_id, language, position),
  FOREIGN KEY (code_id, language) REFERENCES translations (code_id, language)
    ON DELETE CASCADE ON UPDATE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE reviews (
  id          INTEGER PRIMARY KEY,
  code_id     INTEGER NOT NULL REFERENCES codes (id) ON DELETE CASCADE,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  kind        TEXT NOT NULL CHECK (kind IN ('conflict', 'withdrawal', 'rename')),
  field       TEXT NOT NULL DEFAULT '',
  ancestor    TEXT,
  theirs      TEXT,
  CHECK ((kind = 'conflict') = (field <> '')),
  UNIQUE (code_id, document_id, kind, field)
) STRICT;

CREATE TABLE sqlite_sequence(name,seq);

CREATE TABLE systems (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  slug     TEXT NOT NULL UNIQUE CHECK (slug <> '' AND slug NOT GLOB '*[^a-z0-9-]*'),
  name     TEXT NOT NULL CHECK (name <> ''),
  vendor   TEXT CHECK (vendor <> ''),
  language TEXT CHECK (language GLOB '[a-z][a-z]*' AND language NOT GLOB '*[^A-Za-z0-9-]*'),
  help_url TEXT CHECK (help_url <> '')
) STRICT;

CREATE TABLE translations (
  code_id     INTEGER NOT NULL REFERENCES codes (id) ON DELETE CASCADE,
  language    TEXT NOT NULL CHECK (language GLOB '[a-z][a-z]*' AND language NOT GLOB '*[^A-Za-z0-9-]*'),
  message     TEXT CHECK (message <> ''),
  description TEXT CHECK (description <> ''),
  state       TEXT NOT NULL DEFAULT 'sourced'
              CHECK (state IN ('sourced', 'draft', 'reviewed', 'outdated')),
  made_from   TEXT
              CHECK (made_from IS NULL OR json_valid(made_from) AND json_type(made_from) = 'object'),
  reviewed_by TEXT CHECK (reviewed_by <> ''),
  reviewed_at TEXT CHECK (reviewed_at GLOB '????-??-??T??:??:??.???Z'),
  PRIMARY KEY (code_id, language),
  CHECK ((reviewed_by IS NULL) = (reviewed_at IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE unindexed (
  code_id INTEGER PRIMARY KEY
) STRICT;

CREATE TRIGGER aliases_deleted AFTER DELETE ON aliases BEGIN
  INSERT INTO unindexed VALUES (OLD.code_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER aliases_inserted AFTER INSERT ON aliases BEGIN
  INSERT INTO unindexed VALUES (NEW.code_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER aliases_updated AFTER UPDATE ON aliases BEGIN
  INSERT INTO unindexed VALUES (OLD.code_id) ON CONFLICT DO NOTHING;
  INSERT INTO unindexed VALUES (NEW.code_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER aliases_without_key AFTER INSERT ON aliases WHEN NEW.key = '' BEGIN
  UPDATE aliases SET key = upper(NEW.alias) WHERE code_id = NEW.code_id AND alias = NEW.alias;
END;

CREATE TRIGGER codes_deleted AFTER DELETE ON codes BEGIN
  DELETE FROM remedies WHERE code_id = OLD.id;
  DELETE FROM translations WHERE code_id = OLD.id;
  DELETE FROM aliases WHERE code_id = OLD.id;
  DELETE FROM reviews WHERE code_id = OLD.id;
  DELETE FROM provenance WHERE code_id = OLD.id;
  INSERT INTO unindexed VALUES (OLD.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER codes_inserted AFTER INSERT ON codes BEGIN
  INSERT INTO unindexed VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER codes_updated AFTER UPDATE ON codes BEGIN
  INSERT INTO unindexed VALUES (OLD.id) ON CONFLICT DO NOTHING;
  INSERT INTO unindexed VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER codes_without_key AFTER INSERT ON codes WHEN NEW.key = '' BEGIN
  UPDATE codes SET key = upper(NEW.code) WHERE id = NEW.id;
END;

CREATE TRIGGER provenance_within_one_system BEFORE INSERT ON provenance
WHEN (SELECT system_id FROM codes WHERE id = NEW.code_id)
  IS NOT (SELECT system_id FROM documents WHERE id = NEW.document_id)
BEGIN
  SELECT raise(ABORT, 'the document speaks about another system than the entry belongs to');
END;

CREATE TRIGGER remedies_deleted AFTER DELETE ON remedies BEGIN
  INSERT INTO unindexed VALUES (OLD.code_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER remedies_inserted AFTER INSERT ON remedies BEGIN
  INSERT INTO unindexed VALUES (NEW.code_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER remedies_updated AFTER UPDATE ON remedies BEGIN
  INSERT INTO unindexed VALUES (OLD.code_id) ON CONFLICT DO NOTHING;
  INSERT INTO unindexed VALUES (NEW.code_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER translations_deleted AFTER DELETE ON translations BEGIN
  INSERT INTO unindexed VALUES (OLD.code_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER translations_inserted AFTER INSERT ON translations BEGIN
  INSERT INTO unindexed VALUES (NEW.code_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER translations_updated AFTER UPDATE ON translations BEGIN
  INSERT INTO unindexed VALUES (OLD.code_id) ON CONFLICT DO NOTHING;
  INSERT INTO unindexed VALUES (NEW.code_id) ON CONFLICT DO NOTHING;
END;

CREATE VIEW coverage AS
SELECT
  systems.slug AS system, translations.language,
  (SELECT count(1) FROM codes WHERE codes.system_id = systems.id AND codes.status <> 'removed')
    AS entries,
  count(translations.message) AS messages,
  count(translations.description) AS descriptions,
  count(1) FILTER (WHERE EXISTS (
    SELECT 1 FROM remedies
     WHERE remedies.code_id = codes.id AND remedies.language = translations.language)) AS remedies,
  count(1) FILTER (WHERE translations.state = 'draft') AS drafts,
  count(1) FILTER (WHERE translations.state = 'reviewed') AS reviewed,
  count(1) FILTER (WHERE translations.state = 'outdated') AS outdated
FROM codes
JOIN systems ON systems.id = codes.system_id
JOIN translations ON translations.code_id = codes.id
WHERE codes.status <> 'removed'
GROUP BY systems.slug, translations.language;

CREATE VIEW error_codes AS
SELECT
  codes.id, systems.slug AS system, codes.code, codes.variant, codes.category,
  codes.http_status, codes.severity, codes.status, translations.language, translations.message,
  translations.description,
  (SELECT group_concat(step, '
')
     FROM (SELECT step FROM remedies
            WHERE remedies.code_id = codes.id AND remedies.language = translations.language
            ORDER BY position)) AS remedy,
  translations.state,
  (SELECT CASE WHEN count(1) > 0 AND count(1) = count(gone_since) THEN max(gone_since) END
     FROM provenance WHERE provenance.code_id = codes.id) AS withdrawn
FROM codes
JOIN systems ON systems.id = codes.system_id
LEFT JOIN translations ON translations.code_id = codes.id;

CREATE VIEW error_codes_json AS
SELECT
  id, system, code, variant,
  json_object(
    'aliases', (SELECT json_group_array(alias)
                  FROM (SELECT alias FROM aliases WHERE code_id = id ORDER BY alias)),
    'attributes', json((SELECT json_group_object(heading, value)
                          FROM (SELECT each.key AS heading, CAST(each.value AS TEXT) AS value,
                                  max(each.id)
                                  FROM json_each(attributes) AS each
                                 WHERE each.value IS NOT NULL GROUP BY each.key ORDER BY 1))),
    'category', category,
    'code', code,
    'code_end', code_end,
    'http_status', http_status,
    'remedies', (SELECT json_group_object(language, json(steps))
                   FROM (SELECT language, json_group_array(step) AS steps
                           FROM (SELECT language, step FROM remedies WHERE code_id = id
                                  ORDER BY language, position)
                          GROUP BY language)),
    'replaced_by', replaced_by,
    'schema', 'errkb.entry/1',
    'severity', severity,
    -- A document that has the entry no more is a source only of one that none has.
    'sources', (SELECT json_group_array(json(source))
                  FROM (SELECT json_object('document', documents.name, 'line', first_line) AS source
                          FROM provenance JOIN documents ON documents.id = document_id
                         WHERE code_id = entry.id
                           AND (gone_since IS NULL OR withdrawn IS NOT NULL)
                         ORDER BY documents.name)),
    'status', status,
    'system', system,
    'texts', (SELECT json_group_object(language, json(texts))
                FROM (SELECT language,
                        json_patch('{}', json_object(
                          'description', description, 'message', message, 'state', state)) AS texts
                        FROM translations WHERE code_id = id ORDER BY language)),
    'variant', variant,
    'withdrawn', withdrawn
  ) AS entry
FROM (
  SELECT
    codes.*, systems.slug AS system,
    (SELECT CASE WHEN count(1) > 0 AND count(1) = count(gone_since) THEN max(gone_since) END
       FROM provenance WHERE provenance.code_id = codes.id) AS withdrawn
  FROM codes JOIN systems ON systems.id = codes.system_id
) AS entry;

CREATE VIEW history AS
SELECT
  changes.id, batches.id AS batch, batches.at, batches.author, batches.command, batches.reason,
  systems.slug AS system,
  coalesce(codes.code,
    (SELECT CAST(json_extract(past.before, '$.code') AS TEXT) FROM changes AS past
      WHERE past.code_id = changes.code_id AND past.revision IS NOT NULL
        AND json_extract(past.before, '$.code') IS NOT NULL
      ORDER BY past.revision DESC)) AS code,
  codes.variant, documents.name AS document, changes.revision, changes.before, changes.after
FROM changes
JOIN batches ON batches.id = changes.batch_id
LEFT JOIN systems ON systems.id = changes.system_id
LEFT JOIN codes ON codes.id = changes.code_id
LEFT JOIN documents ON documents.id = changes.document_id;
