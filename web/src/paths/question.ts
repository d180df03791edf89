/** What narrows every question about contacts. */
export interface Narrowed {
	about: string;
	since: string;
	until: string;
	role: string[];
	channel: string[];
}

/** How word may travel; what is left out does not restrict. */
export interface Travel {
	max_hops?: number;
	min_wait?: string;
	max_wait?: string;
	certain?: boolean;
	avoid?: string[];
}

export const objectives = [
	"fewest-contacts",
	"fewest-hops",
	"earliest-arrival",
	"latest-departure",
	"fastest",
] as const;
export type Objective = (typeof objectives)[number];

/** How word could have got from one actor to another. */
export interface PathsQuestion extends Narrowed, Travel {
	from: string[];
	to: string[];
	objective: Objective;
	k?: number;
}

/** Whom word from an actor could have reached, or with `to`, from whom it could have come. */
export interface ReachQuestion extends Narrowed, Travel {
	from: string[];
	to: string[];
}

type Loose = Record<string, unknown>;

const loose = (asked: unknown): Loose =>
	typeof asked === "object" && asked !== null ? (asked as Loose) : {};
const text = (v: unknown): string => (typeof v === "string" ? v : "");
const texts = (v: unknown): string[] => (Array.isArray(v) ? v.filter((s) => typeof s === "string") : []);
const count = (v: unknown): number | undefined =>
	typeof v === "number" && Number.isInteger(v) && v > 0 ? v : undefined;

function readTravel(q: Loose): Travel {
	const hops = count(q.max_hops);
	return {
		...(hops ? { max_hops: hops } : {}),
		...(text(q.min_wait) ? { min_wait: text(q.min_wait) } : {}),
		...(text(q.max_wait) ? { max_wait: text(q.max_wait) } : {}),
		...(q.certain === true ? { certain: true } : {}),
		...(texts(q.avoid).length ? { avoid: texts(q.avoid) } : {}),
	};
}

function readReachOrPaths(q: Loose): ReachQuestion {
	return {
		from: texts(q.from).slice(0, 1),
		to: texts(q.to).slice(0, 1),
		about: text(q.about),
		since: text(q.since),
		until: text(q.until),
		role: texts(q.role),
		channel: texts(q.channel),
		...readTravel(q),
	};
}

/** Reads what the panel was asked; an address or another panel may give part of it. */
export function readPaths(asked: unknown): PathsQuestion {
	const q = loose(asked);
	const k = count(q.k);
	return {
		...readReachOrPaths(q),
		objective: objectives.find((o) => o === q.objective) ?? "earliest-arrival",
		...(k ? { k } : {}),
	};
}

/** Reads what the panel was asked: `to` counts only where there is no `from`. */
export function readReach(asked: unknown): ReachQuestion {
	const q = readReachOrPaths(loose(asked));
	return q.from.length ? { ...q, to: [] } : q;
}

export const isWhole = (q: PathsQuestion): boolean => q.from.length === 1 && q.to.length === 1;

/** Whether it says whom it is about. */
export const hasEnd = (q: ReachQuestion): boolean => q.from.length + q.to.length === 1;

/** Whether hops follow one another in time: for fewest contacts time does not count. */
export const minds = (o: Objective): boolean => o !== "fewest-contacts";

/** The question without what its objective does not know. */
export function askable(q: PathsQuestion): PathsQuestion {
	const { k, min_wait, max_wait, certain, ...rest } = q;
	if (!minds(q.objective)) return { ...rest, ...(k ? { k } : {}) };
	return {
		...rest,
		...(min_wait ? { min_wait } : {}),
		...(max_wait ? { max_wait } : {}),
		...(certain ? { certain } : {}),
	};
}

/** The question without one restriction, by the name that the service has for it. */
export function lift(q: PathsQuestion, restriction: string): PathsQuestion | null {
	switch (restriction) {
		case "about":
			return { ...q, about: "" };
		case "period":
			return { ...q, since: "", until: "" };
		case "role":
			return { ...q, role: [] };
		case "channel":
			return { ...q, channel: [] };
		case "time":
			return askable({ ...q, objective: "fewest-contacts" });
		case "avoid":
		case "max_hops":
		case "min_wait":
		case "max_wait":
		case "certain": {
			const { [restriction]: _, ...rest } = q;
			return rest;
		}
		default:
			return null;
	}
}

/** Puts an id where a question has the name that an error quotes. */
export function chosen<Q extends ReachQuestion>(q: Q, error: string, id: string): Q {
	const meant = (name: string) => error.includes(`"${name}"`);
	const put = (names: string[]) => names.map((name) => (meant(name) ? id : name));
	return { ...q, from: put(q.from), to: put(q.to), ...(q.avoid ? { avoid: put(q.avoid) } : {}) };
}
