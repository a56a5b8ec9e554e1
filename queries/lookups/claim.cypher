// Claims by id, with their sentences.
UNWIND $ids AS id
MATCH (c:Claim {id: id})-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
RETURN DISTINCT c.id AS id, d.id AS document, d.title AS title, d.published AS published,
       d.issuer AS issuer, d.number AS number, c.quote AS sentence, c.start AS start,
       c.end AS end, c.status AS status, c.cue AS cue
