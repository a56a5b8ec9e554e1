// 39. Which claims rest on one source, or conflict?
MATCH (c:Claim)-[:SUBJECT]->(s:Entity),
      (c)-[:OBJECT]->(o:Entity),
      (c)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
WHERE ($finding IS NULL OR $finding = 'one source')
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
OPTIONAL MATCH (s)<-[x:SUBJECT|OBJECT]-(k:Claim)-[y:SUBJECT|OBJECT]->(o),
      (k)-[:STATED_IN]->(:Passage)-[:PART_OF]->(q:Document)
WHERE k.predicate = c.predicate AND type(x) <> type(y) AND q.id <> d.id
  AND (type(x) = 'SUBJECT' OR c.predicate = 'cooperatesWith')
WITH c, s, o, d, count(q) AS others
WHERE others = 0
RETURN DISTINCT 'one source' AS finding, s.name AS subject, c.predicate AS predicate,
       o.name AS object, c.status AS says, d.id AS document, d.published AS published,
       null AS other_says, null AS other_document, null AS other_published, c.quote AS sentence,
       null AS other_sentence, s.id AS subject_id, o.id AS object_id, c.id AS claim,
       null AS other_claim, null AS observation, null AS other_observation
UNION
MATCH (i:Document)<-[:PART_OF]-(:Passage)<-[:STATED_IN]-(a:Claim),
      (a)-[:SUBJECT]->(s:Entity {denotes: 'individual'}),
      (a)-[:OBJECT]->(o:Entity {denotes: 'individual'}),
      (s)<-[:SUBJECT]-(b:Claim)-[:OBJECT]->(o),
      (b)-[:STATED_IN]->(:Passage)-[:PART_OF]->(j:Document)
WHERE ($finding IS NULL OR $finding = 'status')
  AND ($place IS NULL OR i.place = $place)
  AND ($document IS NULL OR i.id = $document)
  AND ($year IS NULL OR i.published STARTS WITH $year)
  AND a.predicate = b.predicate AND NOT a.predicate IN ['cooperatesWith', 'supports']
  AND i.id <> j.id AND (a.status = 'Achieved') <> (b.status = 'Achieved')
WITH s, o, CASE WHEN a.status = 'Achieved' THEN a ELSE b END AS c,
     CASE WHEN a.status = 'Achieved' THEN i ELSE j END AS d,
     CASE WHEN a.status = 'Achieved' THEN b ELSE a END AS k,
     CASE WHEN a.status = 'Achieved' THEN j ELSE i END AS q
WHERE q.published >= d.published
RETURN DISTINCT 'status' AS finding, s.name AS subject, c.predicate AS predicate,
       o.name AS object, c.status AS says, d.id AS document, d.published AS published,
       k.status AS other_says, q.id AS other_document, q.published AS other_published,
       c.quote AS sentence, k.quote AS other_sentence, s.id AS subject_id, o.id AS object_id,
       c.id AS claim, k.id AS other_claim, null AS observation, null AS other_observation
UNION
MATCH (i:Document)<-[:PART_OF]-(:Passage)<-[:STATED_IN]-(n:Observation {status: 'Achieved', bound: 'exact'}),
      (n)-[:ABOUT]->(e:Indicator)
WHERE ($finding IS NULL OR $finding = 'number') AND n.value IS NOT NULL
  AND ($place IS NULL OR i.place = $place)
  AND ($document IS NULL OR i.id = $document)
  AND ($year IS NULL OR i.published STARTS WITH $year)
OPTIONAL MATCH (n)-[:ABOUT]->(p:Place)
WITH n, e, i, CASE WHEN p IS NOT NULL THEN p.name
                   WHEN e.scope STARTS WITH 'place:' THEN substring(e.scope, 6) END AS area
MATCH (f:Indicator {name: e.name})<-[:ABOUT]-(m:Observation {status: 'Achieved', bound: 'exact'}),
      (m)-[:STATED_IN]->(:Passage)-[:PART_OF]->(j:Document)
WHERE i.id <> j.id AND m.value <> n.value AND m.unit = n.unit
  AND (m.period = n.period
       OR ((m.period IS NULL OR n.period IS NULL) AND left(i.published, 4) = left(j.published, 4)))
OPTIONAL MATCH (m)-[:ABOUT]->(r:Place)
WITH n, e, i, area, m, f, j, CASE WHEN r IS NOT NULL THEN r.name
                                  WHEN f.scope STARTS WITH 'place:' THEN substring(f.scope, 6) END AS there
WHERE area = there
WITH area, i.id < j.id AS first, n, e, i, m, f, j
RETURN DISTINCT 'number' AS finding, e.name AS subject, null AS predicate, area AS object,
       CASE WHEN first THEN n.raw ELSE m.raw END AS says,
       CASE WHEN first THEN i.id ELSE j.id END AS document,
       CASE WHEN first THEN i.published ELSE j.published END AS published,
       CASE WHEN first THEN m.raw ELSE n.raw END AS other_says,
       CASE WHEN first THEN j.id ELSE i.id END AS other_document,
       CASE WHEN first THEN j.published ELSE i.published END AS other_published,
       CASE WHEN first THEN n.quote ELSE m.quote END AS sentence,
       CASE WHEN first THEN m.quote ELSE n.quote END AS other_sentence,
       CASE WHEN first THEN e.id ELSE f.id END AS subject_id, null AS object_id, null AS claim,
       null AS other_claim, CASE WHEN first THEN n.id ELSE m.id END AS observation,
       CASE WHEN first THEN m.id ELSE n.id END AS other_observation
