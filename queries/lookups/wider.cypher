// Industries that others are parts of or links of the chain of, two steps up.
UNWIND $ids AS id
MATCH (o:Field {id: id})-[:PART_OF|SEGMENT_OF*1..2]->(w:Field)
RETURN DISTINCT o.id AS id, w.id AS wider
