// 39. Which claims rest on one source, or conflict?
// What the documents asked for speak of is found first, each thing once; then all that is said of it is
// read once and put side by side. To look for others claim by claim takes the square of the claims that
// a city has.
MATCH (i:Document)<-[:PART_OF]-(:Passage)<-[:STATED_IN]-(:Claim)-[:SUBJECT]->(s:Entity)
WHERE ($finding IS NULL OR $finding = 'one source')
  AND ($place IS NULL OR i.place = $place)
  AND ($document IS NULL OR i.id = $document)
  AND ($year IS NULL OR i.published STARTS WITH $year)
WITH DISTINCT s
MATCH (s)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(o:Entity),
      (c)-[:STATED_IN]->(:Passage)-[:PART_OF]->(j:Document)
WITH s, o, c.predicate AS predicate, collect(DISTINCT j) AS sources, collect(c) AS claims
WHERE size(sources) = 1
WITH s, o, predicate, head(sources) AS d, claims
WHERE ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
OPTIONAL MATCH (o)<-[:SUBJECT]-(k:Claim)-[:OBJECT]->(s),
      (k)-[:STATED_IN]->(:Passage)-[:PART_OF]->(q:Document)
WHERE predicate = 'cooperatesWith' AND k.predicate = predicate AND q.id <> d.id
WITH s, o, d, claims, count(q) AS others
WHERE others = 0
UNWIND claims AS c
RETURN DISTINCT 'one source' AS finding, s.name AS subject, c.predicate AS predicate,
       o.name AS object, c.status AS says, d.id AS document, d.published AS published,
       null AS other_says, null AS other_document, null AS other_published, c.quote AS sentence,
       null AS other_sentence, s.id AS subject_id, o.id AS object_id, c.id AS claim,
       null AS other_claim, null AS observation, null AS other_observation
UNION
MATCH (i:Document)<-[:PART_OF]-(:Passage)<-[:STATED_IN]-(:Claim)
      -[:SUBJECT]->(s:Entity {denotes: 'individual'})
WHERE ($finding IS NULL OR $finding = 'status')
  AND ($place IS NULL OR i.place = $place)
  AND ($document IS NULL OR i.id = $document)
  AND ($year IS NULL OR i.published STARTS WITH $year)
WITH DISTINCT s
MATCH (s)<-[:SUBJECT]-(b:Claim)-[:OBJECT]->(o:Entity {denotes: 'individual'}),
      (b)-[:STATED_IN]->(:Passage)-[:PART_OF]->(j:Document)
WHERE NOT b.predicate IN ['cooperatesWith', 'supports']
WITH s, o, b.predicate AS predicate,
     collect(CASE WHEN b.status = 'Achieved' THEN {claim: b, document: j} END) AS achieved,
     collect(CASE WHEN b.status <> 'Achieved' THEN {claim: b, document: j} END) AS others
UNWIND achieved AS one
UNWIND others AS other
WITH s, o, one.claim AS c, one.document AS d, other.claim AS k, other.document AS q
WHERE d.id <> q.id AND q.published >= d.published
  AND (($place IS NULL OR d.place = $place)
        AND ($document IS NULL OR d.id = $document)
        AND ($year IS NULL OR d.published STARTS WITH $year)
       OR ($place IS NULL OR q.place = $place)
        AND ($document IS NULL OR q.id = $document)
        AND ($year IS NULL OR q.published STARTS WITH $year))
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
WITH e.name AS name, CASE WHEN p IS NOT NULL THEN p.name
                          WHEN e.scope STARTS WITH 'place:' THEN substring(e.scope, 6) END AS area
WITH name, collect(DISTINCT area) AS areas
MATCH (f:Indicator {name: name})<-[:ABOUT]-(m:Observation {status: 'Achieved', bound: 'exact'})
WHERE m.value IS NOT NULL
OPTIONAL MATCH (m)-[:ABOUT]->(r:Place)
WITH name, areas, f, m, CASE WHEN r IS NOT NULL THEN r.name
                             WHEN f.scope STARTS WITH 'place:' THEN substring(f.scope, 6) END AS area
WHERE area IN areas
MATCH (m)-[:STATED_IN]->(:Passage)-[:PART_OF]->(j:Document)
WITH name, area, m.unit AS unit, collect({about: f, number: m, document: j}) AS all
UNWIND all AS one
UNWIND all AS other
WITH name, area, one.about AS e, one.number AS n, one.document AS i,
     other.about AS f, other.number AS m, other.document AS j
WHERE i.id < j.id AND m.value <> n.value AND m.unit = n.unit
  AND (($place IS NULL OR i.place = $place)
        AND ($document IS NULL OR i.id = $document)
        AND ($year IS NULL OR i.published STARTS WITH $year)
       OR ($place IS NULL OR j.place = $place)
        AND ($document IS NULL OR j.id = $document)
        AND ($year IS NULL OR j.published STARTS WITH $year))
  AND (m.period = n.period
       OR ((m.period IS NULL OR n.period IS NULL) AND left(i.published, 4) = left(j.published, 4)))
RETURN DISTINCT 'number' AS finding, name AS subject, null AS predicate, area AS object,
       n.raw AS says, i.id AS document, i.published AS published, m.raw AS other_says,
       j.id AS other_document, j.published AS other_published, n.quote AS sentence,
       m.quote AS other_sentence, e.id AS subject_id, null AS object_id, null AS claim,
       null AS other_claim, n.id AS observation, m.id AS other_observation
