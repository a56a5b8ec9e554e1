// 25. Which outside universities and institutes cooperate, doing what?
MATCH (c:Claim)-[x:SUBJECT|OBJECT]->(i:Entity),
      (c)-[y:SUBJECT|OBJECT]->(o:Entity),
      (c)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
WHERE type(x) <> type(y)
  AND (i:University OR i:ResearchInstitute)
  AND (c.predicate = 'cooperatesWith' OR (c.predicate = 'establishes' AND type(x) = 'SUBJECT')
       OR (c.predicate = 'supports' AND type(x) = 'SUBJECT' AND (o:Cohort OR o:Enterprise)))
  AND ($institute IS NULL OR i.id = $institute)
  AND ($status IS NULL OR c.status = $status)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
  AND ($local OR d.place IS NULL OR NOT i.name STARTS WITH left(d.place, 2))
OPTIONAL MATCH (:Place {name: d.place})-[:PART_OF*1..3]->(p:Place)
WHERE i.name STARTS WITH left(p.name, 2)
WITH c, i, o, d, count(p) AS wider
WHERE $local OR wider = 0
RETURN DISTINCT i.name AS institute, i.class AS class, c.predicate AS predicate, o.name AS partner,
       c.status AS status, c.cue AS cue, d.id AS document, c.quote AS sentence,
       d.published AS published, i.id AS institute_id, o.id AS partner_id, c.id AS claim
