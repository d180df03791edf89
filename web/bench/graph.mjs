/**
 * A seeded graph such as correspondence makes: communities, a few hubs, most pairs with few contacts,
 * seven in ten contacts inside a community. As the service sends it: nodes, edges, positions.
 */
export function graph(count, edgeCount, seed = 7) {
	const random = mulberry32(seed);
	const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
	const communities = Math.max(3, Math.round(Math.sqrt(count) / 3));
	const centres = Array.from({ length: communities }, () => {
		const [angle, away] = [random() * 2 * Math.PI, 700 * Math.sqrt(random())];
		return [Math.cos(angle) * away, Math.sin(angle) * away];
	});
	const spread = 500 / Math.sqrt(communities);
	const members = centres.map(() => []);
	const positions = [];
	for (let i = 0; i < count; i++) {
		const home = Math.floor(random() ** 1.5 * communities);
		members[home].push(i);
		for (const axis of [0, 1])
			positions.push(Math.round((centres[home][axis] + normal() * spread) * 10) / 10);
	}
	const homes = new Array(count);
	members.forEach((list, home) => {
		for (const i of list) homes[i] = home;
	});
	const contacts = new Array(count).fill(0);
	const edges = new Map();
	while (edges.size < edgeCount) {
		const from = Math.floor(random() ** 2.2 * count);
		const among = random() < 0.7 ? members[homes[from]] : undefined;
		const to = among
			? among[Math.floor(random() ** 1.5 * among.length)]
			: Math.floor(random() ** 1.5 * count);
		if (from === to || edges.has(`${from} ${to}`)) continue;
		const weight = Math.ceil(1 / (random() + 0.003));
		edges.set(`${from} ${to}`, {
			key: `e${edges.size}`,
			from: `n${from}`,
			to: `n${to}`,
			kind: "contact",
			weight,
		});
		contacts[from] += weight;
		contacts[to] += weight;
	}
	for (const [ends, edge] of edges) {
		const [from, to] = ends.split(" ");
		if (edges.has(`${to} ${from}`)) edge.both = true;
	}
	const kinds = ["organization", "topic", "event"];
	const nodes = contacts.map((size, i) => {
		const kind = random() < 0.8 ? "person" : kinds[Math.floor(random() * 3)];
		return { key: `n${i}`, kind, label: `${kind} ${i}`, size };
	});
	return { nodes, edges: [...edges.values()], positions };
}

function mulberry32(seed) {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), state | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}
