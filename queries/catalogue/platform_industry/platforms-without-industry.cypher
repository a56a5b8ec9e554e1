// 9. Which named labs have no stated industry link?
MATCH (p:Entity)-[x:MENTIONED_IN]->(:Passage)-[:PART_OF]->(d:Document)
WHERE ($groups OR p.denotes = 'individual') AND $class IN labels(p)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
WITH p, d, min(x.start) AS first, count(x) AS mentions
OPTIONAL MATCH (p)<-[:SUBJECT]-(c:Claim {predicate: 'focusesOn'})-[:STATED_IN]->(:Passage)
               -[:PART_OF]->(e:Document)
WHERE ($place IS NULL OR e.place = $place)
  AND ($document IS NULL OR e.id = $document)
  AND ($year IS NULL OR e.published STARTS WITH $year)
WITH p, d, first, mentions, count(c) AS links
WHERE links = 0
MATCH (p)-[y:MENTIONED_IN]->(g:Passage)-[:PART_OF]->(d)
WHERE y.start = first
RETURN DISTINCT p.name AS platform, p.class AS class, d.id AS document, mentions AS mentions,
       d.published AS published, d.place AS place, p.id AS platform_id, g.id AS passage
