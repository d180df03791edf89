/** Outlines on a grid of 24. */
const outlines = {
	explore:
		"M5 17a2.5 2.5 0 1 0 0 .1M12 6.500a2.500 2.500 0 1 0 0 .1M19 17a2.500 2.500 0 1 0 0 .1M6.300 14.800l4.200-6.200M13.600 8.600l4 6.200M7.600 17.200h8.800",
	paths: "M4 18h4l4-12h4M20 6l-3-3M20 6l-3 3M14 6h6",
	reach:
		"M12 12h.01M8.500 8.500a5 5 0 0 0 0 7M15.500 8.500a5 5 0 0 1 0 7M5.600 5.600a9 9 0 0 0 0 12.800M18.400 5.600a9 9 0 0 1 0 12.800",
	timeline: "M5 4v16M5 7h9M5 12h14M5 17h6",
	cypher: "M8 6l-5 6 5 6M16 6l5 6-5 6M13.500 4l-3 16",
	hypotheses: "M4 20h16M6 20c2-1 3-4 4-9s1.500-6 2-6 1 1 2 6 2 8 4 9",
	imports: "M12 4v11M7.500 11l4.500 4.500 4.500-4.500M4 19h16",
	share: "M12 15V4M7.500 8.500L12 4l4.500 4.500M5 12v8h14v-8",
	undo: "M8 5L4 9l4 4M4 9h10a5 5 0 0 1 0 10h-4",
	redo: "M16 5l4 4-4 4M20 9H10a5 5 0 0 0 0 10h4",
	search: "M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM15.500 15.500L20 20",
	close: "M6 6l12 12M18 6L6 18",
	back: "M19 12H5M11 6l-6 6 6 6",
	help: "M9 9a3 3 0 1 1 4.500 2.600c-1 .6-1.500 1.200-1.500 2.400M12 18h.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z",
	light:
		"M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.500 1.500M17.500 17.500L19 19M19 5l-1.500 1.500M6.500 17.500L5 19",
	dark: "M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500z",
	plus: "M12 5v14M5 12h14",
	minus: "M5 12h14",
	fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
	pin: "M9 4h6l-1 6 3 3H7l3-3zM12 13v7",
	hide: "M4 4l16 16M9.900 5.200A10 10 0 0 1 12 5c5 0 8.500 4.500 9.500 7a13 13 0 0 1-2.700 3.800M6.200 6.800A13 13 0 0 0 2.500 12c1 2.500 4.500 7 9.500 7 1.500 0 2.900-.4 4.100-1M9.900 9.900a3 3 0 0 0 4.200 4.200",
	table: "M4 5h16v14H4zM4 10h16M4 14.500h16M10 5v14",
	swap: "M8 4v15M4.500 15.500L8 19l3.500-3.500M16 20V5M12.500 8.500L16 5l3.500 3.500",
	play: "M8 5l11 7-11 7z",
	pause: "M8 5v14M16 5v14",
	previous: "M15 5l-7 7 7 7",
	next: "M9 5l7 7-7 7",
} as const;

export type IconName = keyof typeof outlines;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
	return (
		<svg
			width={size}
			height={size}
			viewBox="0 0 24 24"
			fill="none"
			stroke="currentColor"
			strokeWidth="1.8"
			strokeLinecap="round"
			strokeLinejoin="round"
			aria-hidden="true"
		>
			<path d={outlines[name]} />
		</svg>
	);
}
