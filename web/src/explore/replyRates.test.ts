import { expect, test } from "vitest";
import { replyRates } from "./replyRates";

const actor = (id: string) => ({ id, name: id, kind: "person" }) as const;
const pair = (from: string, to: string, contacts: number, replied: number) => ({
	actor: actor(from),
	other: actor(to),
	contacts,
	replied,
});

test("who was to reply is the other of a pair", () => {
	const pairs = [pair("a", "b", 10, 4), pair("c", "a", 5, 5), pair("b", "a", 3, 1), pair("b", "c", 7, 7)];
	expect(replyRates("a", pairs)).toEqual({
		gave: { contacts: 8, replied: 6 },
		got: { contacts: 10, replied: 4 },
	});
});

test("what one writes to oneself is no reply", () => {
	expect(replyRates("a", [pair("a", "a", 4, 2)])).toEqual({
		gave: { contacts: 0, replied: 0 },
		got: { contacts: 0, replied: 0 },
	});
});
