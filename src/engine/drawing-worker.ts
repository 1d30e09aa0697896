/** Entry of a worker process that draws pictures and reports and verifies nothing: it loads no model. */
import { annotate } from "../report/annotate.ts";
import { renderPdf } from "../report/pdf/report-pdf.ts";
import { serve } from "./serve.ts";

serve({
	createEngine: async () => null,
	verify: () => {
		throw new Error("this process has no engine");
	},
	annotate,
	renderPdf,
});
