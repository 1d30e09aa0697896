import { describe, expect, it } from "vitest";
import { addLine, addMark, element, page, reword } from "./evidence.ts";
import { expectFindings, outcomeOf } from "./judge.ts";

describe("layout.title", () => {
	it("another title is outlined with its registered place", () => {
		const evidence = page("training-completion");
		reword(evidence, "title", "培训合格证书", "培训结业证");
		const title = element(evidence, "title");
		expectFindings(evidence, [
			{ code: "layout.title", severity: "suspect", regions: [title.found ?? [], title.expected] },
		]);
	});
	it("a reserved term as the title is the title's finding", () => {
		const evidence = page("training-completion");
		reword(evidence, "title", "培训合格证书", "职业资格证书");
		const title = element(evidence, "title");
		expectFindings(evidence, [
			{ code: "layout.title", severity: "suspect", regions: [title.found ?? [], title.expected] },
		]);
	});
	it("one doubtful character is a misreading, not another title", () => {
		const evidence = page("training-completion");
		reword(evidence, "title", "格", "洛", 0.5);
		expectFindings(evidence, []);
		expect(outcomeOf(evidence, "layout.title")).toEqual({ outcome: "cannot-tell", reason: "uncertain-reading" });
	});
});

describe("layout.missing", () => {
	it("outlines the registered place", () => {
		const evidence = page("skill-level");
		const qr = element(evidence, "qr");
		Object.assign(qr, { status: "missing", found: null, displacementMm: null });
		expectFindings(evidence, [{ code: "layout.missing", severity: "suspect", regions: [qr.expected] }]);
	});
	it.each(["unreadable", "not-looked-for"] as const)("a place that is %s says nothing", (status) => {
		const evidence = page("skill-level");
		Object.assign(element(evidence, "qr"), { status, found: null, displacementMm: null });
		expectFindings(evidence, []);
		expect(outcomeOf(evidence, "layout.missing")).toMatchObject({ outcome: "cannot-tell" });
	});
});

describe("layout.displaced", () => {
	it("outlines the found and the registered place", () => {
		const evidence = page("skill-level");
		const photo = element(evidence, "photo");
		photo.found = photo.expected.map(([x, y]) => [x - 90, y]);
		photo.displacementMm = 18;
		expectFindings(evidence, [
			{ code: "layout.displaced", severity: "suspect", regions: [photo.found, photo.expected] },
		]);
	});
	it("print may stick out by 8 mm, a seal set by hand by 15 mm", () => {
		const evidence = page("skill-level");
		element(evidence, "photo").displacementMm = 7.9;
		element(evidence, "seal").displacementMm = 14.9;
		expectFindings(evidence, []);
		element(evidence, "seal").displacementMm = 15.1;
		expect(outcomeOf(evidence, "layout.displaced")).toMatchObject({ outcome: "fail" });
	});
	it("a page where most things seem displaced was aligned wrongly", () => {
		const evidence = page("skill-level");
		for (const e of evidence.match?.elements ?? []) e.displacementMm = 20;
		expectFindings(evidence, []);
		expect(outcomeOf(evidence, "layout.displaced")).toMatchObject({ outcome: "cannot-tell" });
	});
});

describe("layout.extra", () => {
	it("outlines a surplus line", () => {
		const evidence = page("skill-level");
		const { polygon } = addLine(evidence, "持证人须妥善保管", [150, 18]);
		expectFindings(evidence, [{ code: "layout.extra", severity: "suspect", regions: [polygon] }]);
	});
	it("outlines a surplus mark", () => {
		const evidence = page("skill-level");
		const { polygon } = addMark(evidence, { kind: "round-seal", text: "", textConfidence: 0 }, [240, 30]);
		expectFindings(evidence, [{ code: "layout.extra", severity: "suspect", regions: [polygon] }]);
	});
	const LAWFUL: [why: string, text: string, place: [number, number], confidence: number][] = [
		["an English rendering", "Certificate of Training", [150, 18], 0.98],
		["a page number", "第1页", [150, 195], 0.98],
		["a printer's number", "印制流水码00123456", [150, 18], 0.98],
		["a fragment", "副本", [150, 18], 0.98],
		["badly read print", "持证人须妥善保管", [150, 18], 0.6],
		["text in a registered place", "持证人须妥善保管", [170, 109], 0.98],
		["the issuer's name once more", "东莞市青禾职业培训学校", [150, 18], 0.98],
		["print beside the page", "持证人须妥善保管", [320, 18], 0.98],
	];
	it.each(LAWFUL)("%s is none", (_, text, place, confidence) => {
		const evidence = page("skill-level");
		if (evidence.page) evidence.page.corners = "found";
		addLine(evidence, text, place, { confidence });
		expectFindings(evidence, []);
	});
	it("a background pattern is none", () => {
		const evidence = page("training-completion");
		for (const y of [6, 16, 190]) addLine(evidence, "青禾学校存根", [20, y]);
		expectFindings(evidence, []);
	});
});

describe("layout.wording", () => {
	it("outlines the changed words of the sentence and shows the difference", () => {
		const evidence = page("skill-level");
		reword(evidence, "statement", "相应技能等级水平", "相应从业水平");
		const { differences, found } = element(evidence, "statement");
		const regions = [differences[0]?.polygon ?? [], found ?? []];
		expectFindings(evidence, [{ code: "layout.wording", severity: "suspect", regions }]);
		expect(outcomeOf(evidence, "layout.wording")).toMatchObject({
			findings: [{ args: { element: "statement", difference: "相应[-技能等级-]{+从业+}水平" } }],
		});
	});
	it("another label is outlined", () => {
		const evidence = page("training-completion");
		reword(evidence, "certificateNumber", "证书编号", "登记号码");
		const own = element(evidence, "certificateNumber");
		own.similarity = 0.25;
		expectFindings(evidence, [{ code: "layout.wording", severity: "suspect", regions: [own.found ?? []] }]);
	});
	it("a permitted phrase in a sentence of its own is changed wording, never a forbidden word", () => {
		const evidence = page("skill-level");
		reword(evidence, "statement", "通过本机构组织的", "按照国家职业技能标准参加");
		expectFindings(evidence, [
			{
				code: "layout.wording",
				severity: "suspect",
				regions: [
					element(evidence, "statement").differences[0]?.polygon ?? [],
					element(evidence, "statement").found ?? [],
				],
			},
		]);
	});
	it("one character counts where the picture speaks clearly against the registered one", () => {
		const changed = page("skill-level");
		reword(changed, "statement", "表明", "表朋");
		const polygon = element(changed, "statement").found ?? [];
		const weighed = (nats: number) => {
			element(changed, "statement").differences = [
				{ seen: "朋", registered: "明", confidence: 0.98, polygon, at: null, nats },
			];
		};
		weighed(13);
		expectFindings(changed, [{ code: "layout.wording", severity: "suspect", regions: [polygon, polygon] }]);
		weighed(7);
		expectFindings(changed, []);
	});
	it("one character is a slip, and doubtful characters are no finding", () => {
		const slip = page("skill-level");
		reword(slip, "statement", "表明", "表朋");
		element(slip, "statement").differences = [
			{ seen: "朋", registered: "明", confidence: 0.98, polygon: [], at: null, nats: null },
		];
		expectFindings(slip, []);
		const doubtful = page("skill-level");
		reword(doubtful, "statement", "相应技能等级水平", "相应从业水平", 0.5);
		expectFindings(doubtful, []);
		expect(outcomeOf(doubtful, "layout.wording")).toMatchObject({ outcome: "cannot-tell" });
	});
});
