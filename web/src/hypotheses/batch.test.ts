import { expect, test } from "vitest";
import { joined } from "./batch";

test("files become items of a list, whatever is in them", () => {
	const a = "id: a\nquery: |\n  MATCH (n)\n\n  RETURN n\n";
	const b = "---\n# a remark\nid: b\n";
	expect(joined([a, b])).toBe("- id: a\n  query: |\n    MATCH (n)\n\n    RETURN n\n- # a remark\n  id: b");
	expect(joined(['{"id": "c"}'])).toBe('- {"id": "c"}');
});
