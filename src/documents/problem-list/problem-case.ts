/** One row of the list of problems dealt with (问题查处清单): what a case holds for it. Words are Chinese, as on the form. */
import { z } from "zod";

/** The six kinds of problem of the notice 东人社函〔2022〕37号, section 二. */
export const PROBLEM_TYPES = ["（一）", "（二）", "（三）", "（四）", "（五）", "（六）"] as const;
export type ProblemType = (typeof PROBLEM_TYPES)[number];

export const INSTITUTION_KINDS = ["培训", "评价", "其他"] as const;
/** Where an institution is registered, if not as a company: decides whether two more departments are concerned. */
export const REGISTRATIONS = ["企业", "社会组织", "事业单位"] as const;
export const CLUE_SOURCES = ["摸排", "媒体", "投诉"] as const;
export const MEASURES = ["责令整改", "行政处罚", "移送"] as const;

const words = z.string().max(2000);

export const problemCaseSchema = z.object({
	/** Town, street or park (镇街、园区). */
	place: words,
	institution: z.object({
		name: words,
		creditCode: words.nullable(),
		kind: z.enum(INSTITUTION_KINDS),
		registration: z.enum(REGISTRATIONS).nullable(),
	}),
	certificateName: words,
	certificateNumber: words.nullable(),
	occupation: words.nullable(),
	problemTypes: z.array(z.enum(PROBLEM_TYPES)),
	/** What is wrong, and the evidence for it. */
	description: z.string().max(20_000),
	source: z.enum(CLUE_SOURCES),
	foundOn: z.iso.date(),
	leadDepartment: words,
	cooperatingDepartments: z.array(words),
	measure: z.enum(MEASURES).nullable(),
	outcome: words.nullable(),
	closedOn: z.iso.date().nullable(),
	remarks: words.nullable(),
});
export type ProblemCase = z.infer<typeof problemCaseSchema>;
