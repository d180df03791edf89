/** Queries to begin with; both engines run them. */
export const samples = [
	{
		text: "cypher.sample.pairs",
		query: `MATCH (s)-[:SENT]->(m:Message)-[:TO|CC|BCC]->(t)
WHERE s.id <> t.id
RETURN s.name AS sender, t.name AS recipient, count(*) AS contacts
ORDER BY contacts DESC, sender, recipient LIMIT 25`,
		parameters: "{}",
	},
	{
		text: "cypher.sample.messages",
		query: `MATCH (s)-[:SENT]->(m:Message)-[got:TO|CC|BCC]->(t)
WHERE s.id <> t.id
RETURN s, m, got, t LIMIT 50`,
		parameters: "{}",
	},
	{
		text: "cypher.sample.words",
		query: `MATCH (s)-[:SENT]->(m:Message)
WHERE m.words CONTAINS $word
RETURN m, s, m.sent_earliest AS earliest, m.sent_latest AS latest LIMIT 50`,
		parameters: '{ "word": " meeting " }',
	},
	{
		text: "cypher.sample.topics",
		query: `MATCH (m:Message)-[:ABOUT]->(t:Topic)
RETURN t, count(m) AS messages ORDER BY messages DESC LIMIT 25`,
		parameters: "{}",
	},
	{
		text: "cypher.sample.order",
		query: `MATCH (later)-[r:AFTER]->(earlier)
RETURN earlier, later, r.at_least AS at_least_s, r.at_most AS at_most_s, r.note AS note`,
		parameters: "{}",
	},
	{
		text: "cypher.sample.claims",
		query: `MATCH (c:Claim)-[:CONFLICTS_WITH]-(d:Claim)
WHERE c.id < d.id
RETURN c.text AS claim, d.text AS against ORDER BY claim`,
		parameters: "{}",
	},
] as const;
