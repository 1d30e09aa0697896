/** Seeded random numbers: the same seed gives the same photo on every machine. */
export class Random {
	#state: number;

	constructor(private readonly seed: number) {
		this.#state = mix(seed);
	}

	/** An independent stream for one concern, so that drawing more numbers in one place changes nothing elsewhere. */
	fork(label: string): Random {
		let hash = 2166136261;
		for (const c of label) hash = Math.imul(hash ^ (c.codePointAt(0) ?? 0), 16777619);
		return new Random((this.seed ^ hash) >>> 0);
	}

	/** Uniform in [0, 1): mulberry32. */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) | 0;
		let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	}

	float(from: number, to: number): number {
		return from + (to - from) * this.next();
	}

	/** Whole number, both ends included. */
	int(from: number, to: number): number {
		return from + Math.floor(this.next() * (to - from + 1));
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	/** One of a list. Throws RangeError on an empty one. */
	pick<T>(list: readonly T[]): T {
		if (list.length === 0) throw new RangeError("nothing to pick from");
		return list[this.int(0, list.length - 1)] as T;
	}

	/** `length` decimal digits. */
	digits(length: number): string {
		return Array.from({ length }, () => this.int(0, 9)).join("");
	}

	shuffle<T>(list: readonly T[]): T[] {
		const out = [...list];
		for (let i = out.length - 1; i > 0; i--) {
			const j = this.int(0, i);
			[out[i], out[j]] = [out[j] as T, out[i] as T];
		}
		return out;
	}
}

/** Spreads neighbouring seeds apart (the finaliser of MurmurHash3). */
function mix(seed: number): number {
	let h = seed | 0;
	h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	return h ^ (h >>> 16);
}
