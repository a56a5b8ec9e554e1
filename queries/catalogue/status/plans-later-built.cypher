// 23. Which planned platforms were later reported built?
MATCH (x:Document)<-[:PART_OF]-(:Passage)<-[:STATED_IN]-(a:Claim)-[r:SUBJECT|OBJECT]->(p:Platform),
      (p)<-[t:SUBJECT|OBJECT]-(b:Claim)-[:STATED_IN]->(:Passage)-[:PART_OF]->(y:Document)
WHERE p.denotes = 'individual'
  AND NOT a.status IN ['Achieved', 'UnderWay'] AND b.status IN ['Achieved', 'UnderWay']
  AND (a.predicate IN ['focusesOn', 'locatedIn', 'ledBy', 'segmentOf'] AND type(r) = 'SUBJECT'
       OR a.predicate = 'establishes' AND type(r) = 'OBJECT')
  AND (b.predicate IN ['focusesOn', 'locatedIn', 'ledBy', 'segmentOf'] AND type(t) = 'SUBJECT'
       OR b.predicate = 'establishes' AND type(t) = 'OBJECT')
  AND ($class IS NULL OR $class IN labels(p))
  AND ($platform IS NULL OR p.id = $platform)
  AND ($status IS NULL OR b.status = $status)
  AND ($place IS NULL OR (x.place = $place AND y.place = $place))
  AND x.published < y.published AND NOT y.published STARTS WITH x.published
WITH p, a.status AS planned, b.status AS built, x, y, min(a.id) AS planned_claim,
     min(b.id) AS built_claim
RETURN DISTINCT p.name AS platform, 'same' AS match, p.name AS planned_as, planned AS planned,
       built AS built, x.id AS planned_in, y.id AS built_in, x.published AS planned_on,
       y.published AS built_on, p.class AS class, p.id AS platform_id,
       planned_claim AS planned_claim, built_claim AS built_claim
UNION
MATCH (q:Platform)<-[:SUBJECT]-(a:Claim {predicate: 'focusesOn'})-[:OBJECT]->(f:Field),
      (f)<-[:OBJECT]-(b:Claim {predicate: 'focusesOn'})-[:SUBJECT]->(p:Platform),
      (a)-[:STATED_IN]->(:Passage)-[:PART_OF]->(x:Document),
      (b)-[:STATED_IN]->(:Passage)-[:PART_OF]->(y:Document)
WHERE q.denotes = 'group' AND p.denotes = 'individual' AND p.class = q.class
  AND NOT a.status IN ['Achieved', 'UnderWay'] AND b.status IN ['Achieved', 'UnderWay']
  AND ($class IS NULL OR $class IN labels(p))
  AND ($platform IS NULL OR p.id = $platform)
  AND ($status IS NULL OR b.status = $status)
  AND ($place IS NULL OR x.place = $place)
  AND x.place = y.place
  AND x.published < y.published AND NOT y.published STARTS WITH x.published
WITH p, q, a.status AS planned, b.status AS built, x, y, min(a.id) AS planned_claim,
     min(b.id) AS built_claim
RETURN DISTINCT p.name AS platform, 'kind' AS match, q.name AS planned_as, planned AS planned,
       built AS built, x.id AS planned_in, y.id AS built_in, x.published AS planned_on,
       y.published AS built_on, p.class AS class, p.id AS platform_id,
       planned_claim AS planned_claim, built_claim AS built_claim
