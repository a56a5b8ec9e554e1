// 34. Public money per platform or chain?
MATCH (o:Observation)-[:STATED_IN]->(g:Passage)-[:PART_OF]->(d:Document)
WHERE o.unit ENDS WITH '元' AND o.value IS NOT NULL
  AND any(word IN ['资金', '财政', '补助', '补贴', '资助', '奖励', '奖补', '拨款', '支持']
          WHERE o.quote CONTAINS word)
  AND ($status IS NULL OR o.status = $status)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
OPTIONAL MATCH (e:Entity)-[n:MENTIONED_IN]->(g)
WHERE n.start >= o.start AND n.end <= o.end
OPTIONAL MATCH (o)-[:ABOUT]->(a:Entity)
UNWIND [e, a] AS t
WITH o, d, t
WHERE (t:Platform OR t:Field OR t:Consortium) AND ($target IS NULL OR t.id = $target)
RETURN DISTINCT t.name AS target, t.class AS class, o.value AS value, o.unit AS unit,
       o.value * CASE WHEN o.unit STARTS WITH '万亿' THEN 1000000000000.0
                      WHEN o.unit STARTS WITH '亿' THEN 100000000.0
                      WHEN o.unit STARTS WITH '万' THEN 10000.0
                      WHEN o.unit = '元' THEN 1.0 END AS yuan,
       o.bound AS bound, o.period AS period, o.periodBasis AS period_basis, o.status AS status,
       d.id AS document, o.quote AS sentence, o.raw AS raw, d.place AS place,
       d.published AS published, t.id AS target_id, o.id AS observation
