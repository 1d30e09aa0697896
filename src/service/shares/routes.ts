/** /verifications/{id}/shares, for those whose verification it is, and /shares/{code}, for whoever was given the code. */
import { json, Router } from "express";
import { z } from "zod";
import type { EnginePool } from "../../engine/pool.ts";
import { ZhengjianError } from "../../errors.ts";
import type { Store } from "../../store/store.ts";
import { annotatedPicture } from "../annotated.ts";
import { parseBody } from "../body.ts";
import { newShareSchema, type Shares, shareSchema, shownBy } from "./shares.ts";

export const madeShareSchema = z.object({
	share: shareSchema,
	/** Shown only now: what is kept of it is a hash. */
	code: z.string(),
});

export function shareRoutes({ store, engine, shares }: { store: Store; engine: EnginePool; shares: Shares }): Router {
	const { verifications, photos } = store;
	const router = Router();

	router.get("/verifications/:id/shares", async (request, response) => {
		response.set("Cache-Control", "no-store").json(await shares.list(request.params.id));
	});

	router.post("/verifications/:id/shares", json({ limit: "16kb" }), async (request, response) => {
		const wanted = parseBody(newShareSchema, request);
		const { report } = await verifications.get(request.params.id);
		if (!report) throw new ZhengjianError("verification.not-finished", "there is nothing to share yet");
		const made = await shares.create(request.params.id, wanted);
		response
			.status(201)
			.location(`/api/v1/shares/${made.code}`)
			.set("Cache-Control", "no-store")
			.json(made satisfies z.infer<typeof madeShareSchema>);
	});

	router.delete("/verifications/:id/shares/:share", async (request, response) => {
		await shares.revoke(request.params.id, request.params.share);
		response.status(204).end();
	});

	router.get("/shares/:code", async (request, response) => {
		const { share, record } = await opened(request.params.code);
		if (!record.report) throw new ZhengjianError("share.not-found", "what was shared is not there");
		response.set("Cache-Control", "no-store").json(shownBy(share, record.report));
	});

	router.get("/shares/:code/photo", async (request, response) => {
		const { share, record } = await opened(request.params.code);
		if (!share.parts.includes("photo"))
			throw new ZhengjianError("share.not-found", "this share does not show the photo");
		const picture = await annotatedPicture({ photos, engine }, record);
		response.set("Cache-Control", "no-store").type("image/jpeg").send(picture);
	});

	return router;

	async function opened(code: string) {
		const share = await shares.open(code);
		return { share, record: await verifications.get(share.verificationId) };
	}
}
