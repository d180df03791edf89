import { expect, test } from "vitest";
import { sizeOf } from "./bytes";

test.each([
	[0, "0 bytes"],
	[1, "1 byte"],
	[999, "999 bytes"],
	[1500, "1.5 kB"],
	[3_200_000, "3.2 MB"],
	[5_000_000_000_000, "5,000 GB"],
])("%d bytes are %s", (bytes, text) => {
	expect(sizeOf(bytes, "en")).toBe(text);
});
