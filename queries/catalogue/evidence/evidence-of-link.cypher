// 38. Show the sentence and position behind this edge.
MATCH (c:Claim)-[:SUBJECT]->(s:Entity),
      (c)-[:OBJECT]->(o:Entity),
      (c)-[:STATED_IN]->(g:Passage)-[:PART_OF]->(d:Document)
WHERE ($claim IS NULL OR c.id = $claim)
  AND ($predicate IS NULL OR c.predicate = $predicate)
  AND ($status IS NULL OR c.status = $status)
  AND ($subject IS NULL OR s.id = $subject)
  AND ($object IS NULL OR o.id = $object)
RETURN DISTINCT s.name AS subject, c.predicate AS predicate, o.name AS object, c.status AS status,
       c.cue AS cue, d.id AS document, c.quote AS sentence, c.start AS start, c.end AS end,
       d.title AS title, d.published AS published, g.kind AS section, g.heading AS heading,
       c.open AS open, s.id AS subject_id, o.id AS object_id, c.id AS claim
UNION
MATCH (c:Claim)-[:SUBJECT]->(s:Entity),
      (c)-[:OBJECT]->(o:Entity),
      (c)-[:STATED_IN]->(g:Passage)-[:PART_OF]->(d:Document)
WHERE c.predicate = 'cooperatesWith'
  AND ($claim IS NULL OR c.id = $claim)
  AND ($predicate IS NULL OR c.predicate = $predicate)
  AND ($status IS NULL OR c.status = $status)
  AND ($subject IS NULL OR o.id = $subject)
  AND ($object IS NULL OR s.id = $object)
RETURN DISTINCT s.name AS subject, c.predicate AS predicate, o.name AS object, c.status AS status,
       c.cue AS cue, d.id AS document, c.quote AS sentence, c.start AS start, c.end AS end,
       d.title AS title, d.published AS published, g.kind AS section, g.heading AS heading,
       c.open AS open, s.id AS subject_id, o.id AS object_id, c.id AS claim
