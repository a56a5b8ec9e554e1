"""A language model as a second reader: it proposes, the text decides, what fails is counted.

Off unless asked for. What it proposes is looked up in the passage and passes the checks that rules
pass; its claims have the origin `llm`.
"""
