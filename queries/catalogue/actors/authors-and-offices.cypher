// 29. Who is author and in what office?
MATCH (p:Person)-[:MENTIONED_IN]->(:Passage)-[:PART_OF]->(d:Document)
WHERE d.author CONTAINS p.name
  AND ($author IS NULL OR p.id = $author)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
WITH DISTINCT p, d
OPTIONAL MATCH (p)<-[:SUBJECT]-(c:Claim {predicate: 'memberOf'})-[:STATED_IN]->(:Passage)-[:PART_OF]->(d)
OPTIONAL MATCH (c)-[:OBJECT]->(o:Entity)
RETURN DISTINCT p.name AS author, c.role AS role, o.name AS organization, d.id AS document,
       d.title AS title, c.quote AS sentence, d.published AS published, p.id AS author_id,
       o.id AS organization_id, c.id AS claim
