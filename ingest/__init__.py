"""Text → Extraction: reading, sections, entities, numbers, claims. Imports graph/, and no store."""
