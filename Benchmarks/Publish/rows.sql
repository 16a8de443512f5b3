-- The rows that an export of everything reads, in its order, as the sqlite3 shell writes them.
.mode json
SELECT * FROM systems ORDER BY slug;
SELECT documents.* FROM documents JOIN systems ON systems.id = system_id ORDER BY slug, documents.name;
SELECT slug, codes.* FROM codes JOIN systems ON systems.id = system_id ORDER BY slug, key, variant;
SELECT aliases.* FROM codes JOIN systems ON systems.id = system_id
  JOIN aliases ON code_id = codes.id ORDER BY slug, codes.key, variant, alias;
SELECT translations.* FROM codes JOIN systems ON systems.id = system_id
  JOIN translations ON code_id = codes.id ORDER BY slug, key, variant, translations.language;
SELECT remedies.* FROM codes JOIN systems ON systems.id = system_id
  JOIN remedies ON code_id = codes.id ORDER BY slug, key, variant, remedies.language, position;
SELECT provenance.* FROM codes JOIN systems ON systems.id = system_id
  JOIN provenance ON code_id = codes.id ORDER BY slug, key, variant, document_id;
SELECT reviews.* FROM codes JOIN systems ON systems.id = system_id
  JOIN reviews ON code_id = codes.id ORDER BY slug, key, variant, document_id, field;
