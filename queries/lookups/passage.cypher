// Passages by id, whole; what is merely named there has no status.
UNWIND $ids AS id
MATCH (g:Passage {id: id})-[:PART_OF]->(d:Document)
RETURN DISTINCT g.id AS id, d.id AS document, d.title AS title, d.published AS published,
       d.issuer AS issuer, d.number AS number, g.text AS sentence, g.start AS start, g.end AS end,
       null AS status, null AS cue
