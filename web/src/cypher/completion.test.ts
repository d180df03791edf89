import { expect, test } from "vitest";
import { complete, variables } from "./completion";

/** What is offered where the bar stands. */
function offered(text: string, parameters: string[] = []) {
	const at = text.indexOf("¦");
	return complete(text.replace("¦", ""), at, "kuzu", parameters)?.options.map((o) => o.label);
}

test("a node is offered labels, a relationship types", () => {
	expect(offered("MATCH (m:¦")).toContain("Message");
	expect(offered("MATCH (m:Me¦)")).not.toContain("SENT");
	expect(offered("MATCH (a)-[r:TO|¦")).toContain("CC");
	expect(offered("MATCH (a)-[:¦]->(b)")).not.toContain("Message");
});

test("a variable is offered the properties of what it is", () => {
	expect(offered("MATCH (m:Message)-[r:AFTER]->(x) WHERE m.¦")).toContain("sent_earliest");
	expect(offered("MATCH (m:Message) WHERE m.¦")).not.toContain("publisher");
	expect(offered("MATCH (m)-[r:AFTER]->(x) RETURN r.¦")).toEqual([
		"key",
		"at_least",
		"at_most",
		"note",
		"citations",
	]);
	expect(offered("MATCH (x) RETURN x.¦")).toContain("publisher");
});

test("a map in a pattern is offered properties", () => {
	expect(offered("MATCH (p:Person {¦")).toContain("name");
	expect(offered("MATCH (p:Person {id: 'x', ¦")).toContain("aliases");
});

test("a dollar is offered the parameters", () => {
	expect(offered("MATCH (p:Person) WHERE p.id = $¦", ["id"])).toEqual(["id"]);
});

test("elsewhere clauses, functions and the query's variables are offered", () => {
	const all = offered("MATCH (sender)-[:SENT]->(m) RET¦");
	expect(all).toEqual(expect.arrayContaining(["RETURN", "count", "sender", "m"]));
});

test("nothing is offered in texts and comments", () => {
	expect(offered("MATCH (p:Person {name: 'Ma¦")).toBeUndefined();
	expect(offered("// MATCH (p:¦")).toBeUndefined();
	expect(offered("MATCH (p {name: 'a'}) RETURN p.¦")).toContain("name");
});

test("variables are found with what they are said to be", () => {
	expect(variables("MATCH p = (a:Person)-[r:TO|CC]->(b) RETURN count(*) AS n")).toEqual(
		new Map([
			["a", ["Person"]],
			["r", ["TO", "CC"]],
			["b", []],
			["n", []],
			["p", []],
		]),
	);
});
