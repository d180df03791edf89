import { expect, test } from "vitest";
import { askable, chosen, isWhole, lift, readPaths, readReach } from "./question";

test("what another panel asks is completed", () => {
	const q = readPaths({ from: ["a"] });
	expect(q).toEqual({
		from: ["a"],
		to: [],
		about: "",
		since: "",
		until: "",
		role: [],
		channel: [],
		objective: "earliest-arrival",
	});
	expect(isWhole(q)).toBe(false);
});

test("what an address holds is not trusted", () => {
	const q = readPaths({ from: "a", to: [1, "b", "c"], objective: "x", max_hops: -1, certain: "yes", k: 2.5 });
	expect(q).toMatchObject({ from: [], to: ["b"], objective: "earliest-arrival" });
	expect(Object.keys(q)).not.toContain("max_hops");
	expect(Object.keys(q)).not.toContain("certain");
	expect(Object.keys(q)).not.toContain("k");
	expect(readPaths(null).from).toEqual([]);
});

test("of two directions the first counts", () => {
	expect(readReach({ from: ["a"], to: ["b"] })).toMatchObject({ from: ["a"], to: [] });
	expect(readReach({ to: ["b"] })).toMatchObject({ from: [], to: ["b"] });
});

const full = readPaths({
	from: ["a"],
	to: ["b"],
	about: "x",
	since: "2001",
	until: "2002",
	role: ["to"],
	channel: ["email"],
	objective: "fastest",
	max_hops: 3,
	min_wait: "1h",
	max_wait: "2d",
	certain: true,
	avoid: ["c"],
	k: 4,
});

test("an objective is asked only what it knows", () => {
	expect(askable(full)).not.toHaveProperty("k");
	const short = askable({ ...full, objective: "fewest-contacts" });
	expect(short).toMatchObject({ k: 4, max_hops: 3, avoid: ["c"] });
	for (const name of ["min_wait", "max_wait", "certain"]) expect(short).not.toHaveProperty(name);
});

test.each([
	["about", { about: "" }],
	["period", { since: "", until: "" }],
	["role", { role: [] }],
	["channel", { channel: [] }],
	["time", { objective: "fewest-contacts" }],
])("lifting %s changes that alone", (restriction, change) => {
	expect(lift(full, restriction)).toMatchObject(change);
	expect(lift(full, restriction)).toMatchObject({ from: ["a"], to: ["b"], max_hops: 3 });
});

test.each(["avoid", "max_hops", "min_wait", "max_wait", "certain"])("lifting %s leaves it out", (name) => {
	expect(lift(full, name)).not.toHaveProperty(name);
	expect(lift(full, name)).toMatchObject({ objective: "fastest", since: "2001" });
});

test("what the form does not have cannot be lifted", () => {
	expect(lift(full, "sender")).toBeNull();
});

test("a candidate takes the place of the name that the error quotes", () => {
	const q = readPaths({ from: ["Jeff"], to: ["Lay"], avoid: ["Jeff"] });
	const said = '"Jeff" may mean 2 actors: give one of the ids';
	expect(chosen(q, said, "20")).toMatchObject({ from: ["20"], to: ["Lay"], avoid: ["20"] });
});
