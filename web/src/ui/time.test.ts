import { expect, test } from "vitest";
import { when } from "./time";

const say = (key: string, values?: Record<string, unknown>) =>
	[key, ...Object.values(values ?? {})].join(" ");
const m = (earliest: string | null, latest: string | null, precision: string) => ({
	earliest,
	latest,
	precision,
});

test.each([
	[m("2017-07-11T15:02:00Z", "2017-07-11T15:02:59Z", "minute"), "11 Jul 2017, 15:02"],
	[m("2017-07-11T00:00:00Z", "2017-07-11T23:59:59Z", "day"), "11 Jul 2017"],
	[m("2016-10-01T00:00:00Z", "2016-10-31T23:59:59Z", "month"), "October 2016"],
	[m("2016-01-01T00:00:00Z", "2016-12-31T23:59:59Z", "year"), "2016"],
	[m("2016-06-01T00:00:00Z", "2016-08-31T23:59:59Z", "season"), "when.summer 2016"],
	[m("2016-12-01T00:00:00Z", "2017-02-28T23:59:59Z", "season"), "when.winter 2016/17"],
	[m(null, "2016-11-08T23:59:59Z", "before"), "when.before 8 Nov 2016"],
	[m("2016-11-08T00:00:00Z", null, "after"), "when.after 8 Nov 2016"],
	[m("2016-11-08T00:00:00Z", "2016-11-20T00:00:00Z", ""), "when.between 8 Nov 2016 20 Nov 2016"],
	[m(null, null, ""), "when.unknown"],
	[null, "when.unknown"],
])("%o is said as vague as it is", (moment, said) => expect(when(moment, "en-GB", say)).toBe(said));
