/** Private logos as data: which frames and which signs go together. */
import { type Drawing, lookAlike } from "./drawing.ts";
import {
	bare,
	cog,
	disc,
	earRing,
	ears,
	type Frame,
	guardShield,
	hoops,
	laurel,
	logo,
	scallops,
	shield,
	textRing,
} from "./frames.ts";
import * as sign from "./signs.ts";
import type { Style } from "./style.ts";

type Some<T> = readonly [T, ...T[]];

const LOGOS: readonly {
	name: string;
	frames: Some<Frame>;
	signs: Some<sign.Sign>;
	/** Colours of their own, where the style has colours. */
	colours?: Partial<Style>;
}[] = [
	{
		name: "ear-ring-logo",
		frames: [earRing],
		signs: [sign.letter, sign.book, sign.palm, sign.globe, sign.torch, sign.tree, sign.starSign, sign.drop],
	},
	{
		name: "wheat-logo",
		frames: [ears],
		signs: [sign.handshake, sign.book, sign.palm, sign.letter, sign.globe, sign.drop, sign.sun, sign.atom],
	},
	{ name: "union-logo", frames: [cog, ears], signs: [sign.handshake, sign.letter, sign.hammers, sign.palm, sign.dove] },
	{
		name: "house-logo",
		frames: [bare, disc, hoops, scallops, shield],
		signs: [sign.letter, sign.bolt, sign.heart, sign.dove, sign.tree, sign.drop, sign.atom, sign.towers, sign.coin],
	},
	{
		name: "red-cross",
		frames: [disc, bare, hoops, textRing],
		signs: [sign.cross],
		colours: { primary: "#ffffff", secondary: "#dc1f2b", figure: "#dc1f2b" },
	},
	{
		name: "gate-roundel",
		frames: [disc, hoops, textRing, scallops, cog],
		signs: [sign.cityGate, sign.pagoda, sign.wall, sign.mountain, sign.archGate],
	},
	{ name: "arch-gate", frames: [bare], signs: [sign.archGate, sign.cityGate, sign.pagoda] },
	{ name: "great-wall", frames: [bare, disc], signs: [sign.wall] },
	{ name: "wreath-and-building", frames: [laurel, ears], signs: [sign.hall, sign.towers, sign.cityGate, sign.pagoda] },
	{
		name: "school-crest-with-gate",
		frames: [textRing, shield],
		signs: [sign.archGate, sign.cityGate, sign.hall, sign.book, sign.mountain, sign.torch],
	},
	{ name: "sun", frames: [bare, disc, hoops], signs: [sign.sun] },
	{ name: "clock", frames: [bare, hoops, disc], signs: [sign.clock] },
	{ name: "globe", frames: [bare, textRing, laurel, disc], signs: [sign.globe] },
	{ name: "steering-wheel", frames: [bare, hoops, disc], signs: [sign.steeringWheel] },
	{ name: "dharma-wheel", frames: [bare, disc, hoops, textRing], signs: [sign.dharmaWheel] },
	{ name: "compass", frames: [bare, disc, hoops], signs: [sign.compass] },
	{ name: "snowflake", frames: [bare, disc, hoops], signs: [sign.snowflake] },
	{ name: "lotus", frames: [bare, disc, textRing], signs: [sign.lotus] },
	{
		name: "bank-shield",
		frames: [shield, bare, hoops],
		signs: [sign.lion, sign.key, sign.book, sign.coin, sign.hall, sign.lock],
	},
	{
		name: "security-shield",
		frames: [guardShield],
		signs: [sign.letter, sign.starSign, sign.lock, sign.lion, sign.bolt],
	},
	{
		name: "tool-logo",
		frames: [bare, disc, cog, scallops],
		signs: [sign.hammers, sign.spannerAndGear, sign.picks, sign.spanners],
	},
	{ name: "law-firm-logo", frames: [bare, disc, hoops, shield, textRing], signs: [sign.scales] },
];

export const logos: readonly Drawing[] = LOGOS.map(({ name, frames, signs, colours }) =>
	lookAlike(name, 200, 200, (s, hand) => logo(frames, signs, s.coloured ? { ...s, ...colours } : s, hand)),
);
