// Observations by id, with their sentences.
UNWIND $ids AS id
MATCH (o:Observation {id: id})-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
RETURN DISTINCT o.id AS id, d.id AS document, d.title AS title, d.published AS published,
       d.issuer AS issuer, d.number AS number, o.quote AS sentence, o.start AS start,
       o.end AS end, o.status AS status, o.raw AS cue
