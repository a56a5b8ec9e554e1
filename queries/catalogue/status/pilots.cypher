// 21. Which items are pilots (试点/试行/探索)?
MATCH (m:Measure)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
WHERE ($status IS NULL OR m.status = $status)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
WITH m, d, replace(replace(m.text, '（试行）', ''), '(试行)', '') AS text
UNWIND ['试点', '试行', '探索', ''] AS sign
WITH m, d, text, sign
WHERE (sign <> '' AND text CONTAINS sign)
   OR (sign = '' AND m.status = 'Piloted' AND NOT text CONTAINS '试点'
       AND NOT text CONTAINS '试行' AND NOT text CONTAINS '探索')
RETURN DISTINCT m.text AS sentence, CASE WHEN sign <> '' THEN sign END AS word,
       m.status AS status, m.cue AS cue, d.id AS document, d.title AS title,
       d.published AS published, d.place AS place, m.id AS measure
