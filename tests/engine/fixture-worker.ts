/** A worker whose engine does what the photo's first byte says: enough to see how the pool bears good and bad work. */
import { setTimeout as sleep } from "node:timers/promises";
import { serve } from "../../src/engine/serve.ts";
import { ZhengjianError } from "../../src/errors.ts";
import { STAGES } from "../../src/evidence.ts";
import { reportOf } from "../service/fixtures.ts";

const PHOTO = { good: 1, damaged: 2, unforeseen: 3, exits: 4, hangs: 5, fillsMemory: 6 } as const;

let engines = 0;

serve({
	createEngine: async () => ({ number: ++engines }),
	verify: async (photo, _registry, policy, engine, identity, onStage) => {
		for (const stage of STAGES) onStage(stage);
		switch (photo[0]) {
			case PHOTO.damaged:
				throw new ZhengjianError("photo.damaged", "cut short", { expected: "a whole file", found: "half of one" });
			case PHOTO.unforeseen:
				throw new TypeError("a bug");
			case PHOTO.exits:
				process.exit(7);
				break;
			case PHOTO.hangs:
				for (;;) await sleep(1000);
			case PHOTO.fillsMemory:
				for (const hoard: number[][] = []; ; ) hoard.push(new Array(1e6).fill(engine.number));
		}
		return reportOf({ ...identity, summary: `${policy.today} engine ${engine.number}` });
	},
	annotate: async (photo) => Buffer.from([0xff, 0xd8, photo[0] ?? 0]),
	renderPdf: async (photo, _report, { language }) => Buffer.from(`%PDF-${photo[0]} ${language}`),
});
