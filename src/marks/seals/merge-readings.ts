/** Several readings of one ring, all over the same stretch, made one: what each read best at each place. */
import { mean, type Recognition } from "../../reading/reader.ts";

/** Probability from which a character counts for a reading rather than against it, 0..1. */
const LIKELY = 0.5;
/** Probability from which another reading's character fills a hole, and by how much surer it must be to replace one, 0..1. */
const FILLS = 0.6;
const LEAD = 0.1;
/** Characters whose middles are nearer than this share of the usual distance are one and the same. */
const SAME_PLACE = 0.6;

interface Character {
	text: string;
	p: number;
	from: number;
	to: number;
}

/** The most likely reading, its holes filled and its unsure characters replaced from the others. */
export function merged(readings: readonly Recognition[]): Recognition {
	const [first, ...others] = [...readings].sort((a, b) => worth(b) - worth(a)) as [Recognition, ...Recognition[]];
	const characters = charactersOf(first);
	if (others.length === 0 || characters.length < 2) return first;
	const steps = characters.slice(1).map((c, i) => middle(c) - middle(characters[i] as Character));
	const step = steps.sort((a, b) => a - b)[steps.length >> 1] as number;
	for (const other of others.flatMap(charactersOf)) {
		const distance = (c: Character) => Math.abs(middle(c) - middle(other));
		const nearest = characters.reduce((a, b) => (distance(b) < distance(a) ? b : a));
		if (distance(nearest) > SAME_PLACE * step) {
			if (other.p >= FILLS) characters.push(other);
		} else if (other.p > nearest.p + LEAD) Object.assign(nearest, { text: other.text, p: other.p });
	}
	characters.sort((a, b) => middle(a) - middle(b));
	const charConfidence = characters.map(({ p }) => p);
	return {
		text: characters.map(({ text }) => text).join(""),
		confidence: mean(charConfidence),
		charConfidence,
		spans: characters.map(({ from, to }) => [from, to]),
	};
}

const worth = ({ charConfidence }: Recognition): number => charConfidence.reduce((sum, p) => sum + p - LIKELY, 0);

const middle = ({ from, to }: Character): number => (from + to) / 2;

/** One entry per UTF-16 unit. */
const charactersOf = ({ text, charConfidence, spans }: Recognition): Character[] =>
	charConfidence.map((p, i) => {
		const [from, to] = spans[i] as [number, number];
		return { text: text[i] as string, p, from, to };
	});
