import { describe, expect, it } from "vitest";
import type { Evidence, Field } from "../../src/evidence.ts";
import type { FindingCode } from "../../src/report/schema.ts";
import { hostOf, judgeHost } from "../../src/rules/field/lookup-address.ts";
import { POLICY, page, REGISTRY } from "./evidence.ts";
import { expectFindings, outcomeOf } from "./judge.ts";

const field = (evidence: Evidence, name: string): Field => evidence.fields[name] as Field;

const WRONG: [form: string, name: string, value: string, code: FindingCode][] = [
	["skill-level", "certificateNumber", "S00004412345624300001", "field.certificate-number"],
	["skill-level", "certificateNumber", "A000044123456243000001", "field.certificate-number"],
	["skill-level", "certificateNumber", "S000099123456243000001", "field.certificate-number"],
	["skill-level", "certificateNumber", "S000035123456243000001", "field.certificate-number"],
	["skill-level", "certificateNumber", "S000044123456213000001", "field.certificate-number"],
	["skill-level", "certificateNumber", "S000044123456244000001", "field.certificate-number"],
	["vocational-qualification-inside", "certificateNumber", "1110012003400001", "field.certificate-number"],
	["vocational-qualification-inside", "certificateNumber", "1010012003300001", "field.certificate-number"],
	["skill-level", "identityNumber", "110105194912310021", "field.identity-number"],
	["training-completion", "identityNumber", "11010519491332002X", "field.identity-number"],
	["special-ability", "sex", "男", "field.identity-number"],
	["vocational-qualification-inside", "birthDate", "1949年12月30日", "field.identity-number"],
	["training-completion", "issueDate", "2024年02月30日", "field.date"],
	["special-ability", "issueDate", "2031年02月03日", "field.date"],
	["training-completion", "issueDate", "2024年01月20日", "field.date"],
	["skill-level", "skillLevel", "高级", "field.level"],
	["skill-level", "skillLevel", "三级/中级工", "field.level"],
	["skill-level", "lookupCertificate", "http://zscx.0sta.org.cn", "field.lookup-address"],
	["skill-level", "lookupCertificate", "http://jndj.osta.org.cn.chaxun.net", "field.lookup-address"],
	["skill-level", "lookupIssuer", "http://www.zhengshu-cx.com", "field.lookup-address"],
];

describe("a wrong value", () => {
	it.each(WRONG)("%s, %s: %s → %s", (form, name, value, code) => {
		const evidence = page(form, { [name]: value });
		for (const own of Object.values(evidence.fields))
			own.crossRead = { reader: "second", value: own.value, agrees: true };
		const place = code === "field.identity-number" ? "identityNumber" : name;
		expectFindings(evidence, [{ code, severity: "suspect", regions: [field(evidence, place).polygon] }]);
	});
	it.each(WRONG)("%s, %s: %s, doubted by the second reader, is no finding", (form, name, value, code) => {
		const evidence = page(form, { [name]: value });
		const doubted = code === "field.identity-number" ? "identityNumber" : name;
		field(evidence, doubted).crossRead = { reader: "second", value: "?", agrees: false };
		expectFindings(evidence, []);
		expect(outcomeOf(evidence, code)).toMatchObject({ outcome: "cannot-tell" });
	});
});

describe("values the published rules do not settle", () => {
	it.each([
		["skill-level", "certificateNumber", "ST00044123456240000012", "field.certificate-number"],
		["vocational-qualification-inside", "certificateNumber", "1209012003400", "field.certificate-number"],
		["skill-level", "identityNumber", "1101**********002X", "field.identity-number"],
		["skill-level", "skillLevel", "特级技师", "field.level"],
	] as const)("%s, %s: %s is cannot-tell", (form, name, value, code) => {
		const evidence = page(form, { [name]: value });
		expectFindings(evidence, []);
		expect(outcomeOf(evidence, code)).toMatchObject({ outcome: "cannot-tell" });
	});
	it("a passport's number is not judged as an identity number", () => {
		const evidence = page("skill-level", { identityType: "护照", identityNumber: "E12345678" });
		expectFindings(evidence, []);
	});
	it("a number that could not be read is no pass", () => {
		const evidence = page("skill-level");
		delete evidence.fields.certificateNumber;
		expect(outcomeOf(evidence, "field.certificate-number")).toEqual({
			outcome: "cannot-tell",
			reason: "value-not-read",
		});
	});
});

describe("dates", () => {
	it("a skill-level certificate before the scheme", () => {
		const evidence = page("skill-level", { issueDate: "2016年03月05日", certificateNumber: "S000044123456163000001" });
		expectFindings(evidence, [
			{ code: "field.date", severity: "suspect", regions: [field(evidence, "issueDate").polygon] },
		]);
	});
	it("written in Chinese numerals", () => {
		expectFindings(page("special-ability", { issueDate: "二〇二四年三月五日" }), []);
		const evidence = page("special-ability", { issueDate: "二〇二四年二月三十日" });
		expectFindings(evidence, [
			{ code: "field.date", severity: "suspect", regions: [field(evidence, "issueDate").polygon] },
		]);
	});
});

describe("look-up hosts", () => {
	it.each([
		["jndj.osta.org.cn", "official"],
		["zscx.osta.org.cn", "official"],
		["hrss.gd.gov.cn", "official"],
		["jndj.osta-org.cn", "look-alike"],
		["zscx.0sta.org.cn", "look-alike"],
		["jndj.osta.org.com", "look-alike"],
		["jndj.osta.org.cn.chaxun.net", "look-alike"],
		["gov.cn.chaxun.net", "foreign"],
		["chaxun-gov.cn", "foreign"],
		["www.zhengshu-cx.com", "foreign"],
	])("%s is %s", (host, kind) => expect(judgeHost(REGISTRY, host, "skill-level").kind).toBe(kind));
	it("reads the host of an address as printed", () => {
		expect(hostOf("http：//jndj.osta.org.cn/q?no=1")).toBe("jndj.osta.org.cn");
		expect(hostOf("HTTP:/ZSCX.OSTA.ORG.CN")).toBe("zscx.osta.org.cn");
		expect(hostOf("编号 2024")).toBeNull();
	});
	it("a QR code that leads elsewhere is outlined", () => {
		const evidence = page("skill-level");
		const qr = evidence.marks.find((m) => m.kind === "qr");
		Object.assign(qr ?? {}, { text: "http://www.zhengshu-cx.com/q?no=1" });
		expectFindings(evidence, [{ code: "field.lookup-address", severity: "suspect", regions: [qr?.polygon ?? []] }]);
	});
	it("a host one misreading away accuses nobody unless both readers saw it", () => {
		const evidence = page("skill-level", { lookupCertificate: "http://jndjosta.org.cn" });
		expectFindings(evidence, []);
		expect(outcomeOf(evidence, "field.lookup-address")).toMatchObject({ outcome: "cannot-tell" });
	});
});

describe("field.issuer-seal", () => {
	const sealed = (text: string, textConfidence = 0.9) => {
		const evidence = page("training-completion");
		const seal = evidence.marks.find((m) => m.kind === "round-seal");
		Object.assign(seal ?? {}, { text, textConfidence });
		return { evidence, seal };
	};
	it("another name is outlined at the seal", () => {
		const { evidence, seal } = sealed("某市荷塘烹饪技工学院");
		expectFindings(evidence, [{ code: "field.issuer-seal", severity: "suspect", regions: [seal?.polygon ?? []] }]);
	});
	it.each([
		["read from elsewhere on the circle", "职业培训学校东莞市青禾", 0.9],
		["with the kind of seal", "东莞市青禾职业培训学校培训专用章", 0.9],
		["with a misread character", "东莞市青木职业培训学校", 0.9],
		["read in part", "青禾职业培训学校", 0.9],
		["read badly", "某市荷塘烹饪技工学院", 0.5],
	])("the printed name %s is no finding", (_, text, confidence) =>
		expectFindings(sealed(text, confidence).evidence, []),
	);
});

describe("field.claim", () => {
	const claiming = (claims: Record<string, string>) => ({ policy: { ...POLICY, claims } });
	it("a claimed value that differs is outlined where it is printed", () => {
		const evidence = page("skill-level");
		expectFindings(
			evidence,
			[{ code: "field.claim", severity: "suspect", regions: [field(evidence, "holderName").polygon] }],
			claiming({ holderName: "陆荷塘", certificateNumber: "S000044123456243000001" }),
		);
	});
	it("spacing and the way a date is written do not differ", () => {
		const claims = { holderName: "陆 青禾", issueDate: "2024-03-05", identityNumber: "11010519491231002x" };
		expectFindings(page("skill-level"), [], claiming(claims));
	});
	it("a claim about something not printed is no pass", () => {
		expect(outcomeOf(page("skill-level"), "field.claim", claiming({ sex: "女" }))).toMatchObject({
			outcome: "cannot-tell",
		});
	});
});
