// 23. Which planned platforms were later reported built?
MATCH (a:Claim)-[r:SUBJECT|OBJECT]->(q:Platform),
      (a)-[:STATED_IN]->(:Passage)-[:PART_OF]->(x:Document)
WHERE NOT a.status IN ['Achieved', 'UnderWay']
  AND (a.predicate IN ['focusesOn', 'locatedIn', 'ledBy', 'segmentOf'] AND type(r) = 'SUBJECT'
       OR a.predicate = 'establishes' AND type(r) = 'OBJECT')
  AND ($place IS NULL OR x.place = $place)
  AND ($class IS NULL OR $class IN labels(q))
OPTIONAL MATCH (a)-[:OBJECT]->(f:Field)
MATCH (p:Platform {class: q.class})<-[t:SUBJECT|OBJECT]-(b:Claim)
WHERE b.status IN ['Achieved', 'UnderWay'] AND p.denotes = 'individual'
  AND (b.predicate IN ['focusesOn', 'locatedIn', 'ledBy', 'segmentOf'] AND type(t) = 'SUBJECT'
       OR b.predicate = 'establishes' AND type(t) = 'OBJECT')
  AND ($status IS NULL OR b.status = $status)
  AND ($platform IS NULL OR p.id = $platform)
  AND (p.id = q.id OR (q.denotes = 'group' AND a.predicate = 'focusesOn'
                       AND b.predicate = 'focusesOn'))
MATCH (b)-[:STATED_IN]->(:Passage)-[:PART_OF]->(y:Document)
WHERE ($place IS NULL OR y.place = $place)
  AND x.published < y.published AND NOT y.published STARTS WITH x.published
OPTIONAL MATCH (b)-[:OBJECT]->(g:Field)
WITH p, q, a, b, x, y, f, g
WHERE p.id = q.id OR (x.place = y.place AND f.id = g.id)
WITH p, q, a.status AS planned, b.status AS built, x, y, min(a.id) AS planned_claim,
     min(b.id) AS built_claim
RETURN DISTINCT p.name AS platform, CASE WHEN p.id = q.id THEN 'same' ELSE 'kind' END AS match,
       q.name AS planned_as, planned AS planned, built AS built, x.id AS planned_in,
       y.id AS built_in, x.published AS planned_on, y.published AS built_on, p.class AS class,
       p.id AS platform_id, planned_claim AS planned_claim, built_claim AS built_claim
