-- One row for each entry: the entry as errkb writes it as JSON. Attributes are texts in the order of their
-- headings, whatever another tool wrote there: a number is written as text, of a heading that stands twice the
-- last counts, and null is no attribute.
DROP VIEW error_codes_json;
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
