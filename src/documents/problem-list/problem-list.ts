/**
 * The list of problems dealt with, as the notice 东人社函〔2022〕37号 asks for it. The title and the last line are those of its
 * attachment; the columns of the attachment were lost and follow the duties that its sections 二 to 四 name.
 */
import type { CellObject } from "write-excel-file/node";
import { textCell, writeXlsx } from "../spreadsheet.ts";
import type { ProblemCase } from "./problem-case.ts";

/** Who hands the list in. */
export interface Submission {
	/** City or district in the title, e.g. 东莞市. */
	place: string;
	/** Unit that fills it in and seals it. */
	unit: string;
	person: string;
	telephone: string;
	/** ISO date. */
	date: string;
}

interface Column {
	header: string;
	/** Characters. */
	width: number;
	value: (entry: ProblemCase, index: number) => string;
	align?: "left";
}

const COLUMNS: readonly Column[] = [
	{ header: "序号", width: 5, value: (_, index) => String(index + 1) },
	{ header: "镇街（园区）", width: 10, value: ({ place }) => place },
	{ header: "机构名称", width: 18, value: ({ institution }) => institution.name },
	{ header: "统一社会信用代码", width: 13, value: ({ institution }) => institution.creditCode ?? "" },
	{ header: "机构类型", width: 7, value: ({ institution }) => institution.kind },
	{ header: "证书名称", width: 13, value: ({ certificateName }) => certificateName },
	{ header: "证书编号", width: 14, value: ({ certificateNumber }) => certificateNumber ?? "" },
	{ header: "职业（工种）", width: 11, value: ({ occupation }) => occupation ?? "" },
	{ header: "问题类型", width: 8, value: ({ problemTypes }) => problemTypes.join("") },
	{ header: "问题描述及证据", width: 46, value: ({ description }) => description, align: "left" },
	{ header: "线索来源", width: 7, value: ({ source }) => source },
	{ header: "发现日期", width: 11, value: ({ foundOn }) => foundOn },
	{ header: "牵头部门", width: 12, value: ({ leadDepartment }) => leadDepartment },
	{ header: "配合部门", width: 14, value: ({ cooperatingDepartments }) => cooperatingDepartments.join("、") },
	{ header: "处理措施", width: 9, value: ({ measure }) => measure ?? "" },
	{ header: "处理结果", width: 13, value: ({ outcome }) => outcome ?? "" },
	{ header: "办结日期", width: 11, value: ({ closedOn }) => closedOn ?? "" },
	{ header: "备注", width: 10, value: ({ remarks }) => remarks ?? "" },
];

/** Columns that each part of the last line covers. */
const FOOT_SPANS = [8, 3, 4, 3] as const;

export const problemListTitle = (place: string): string => `${place}技术技能类“山寨证书”专项治理问题查处清单`;

/** The list as XLSX: title over all columns, one row for each case in the given order, and the line to sign. */
export async function writeProblemList(cases: readonly ProblemCase[], submission: Submission): Promise<Buffer> {
	const { place, unit, person, telephone, date } = submission;
	const title = wide(problemListTitle(place), COLUMNS.length, {
		fontSize: 18,
		fontWeight: "bold",
		align: "center",
		height: 36,
	});
	const head = COLUMNS.map(({ header }) =>
		textCell(header, { fontWeight: "bold", align: "center", backgroundColor: "#e8ecf0", height: 32 }),
	);
	const rows = cases.map((entry, index) =>
		COLUMNS.map(({ value, align }) => textCell(value(entry, index), { align: align ?? "center" })),
	);
	const foot = [
		`填报单位（盖章）：${unit}`,
		`填报人：${person}`,
		`联系电话：${telephone}`,
		`填报日期：${date}`,
	].flatMap((words, index) => wide(words, FOOT_SPANS[index] as number, { fontSize: 11, align: "left", height: 28 }));
	return writeXlsx({
		name: "问题查处清单",
		widths: COLUMNS.map(({ width }) => width),
		rows: [title, head, ...rows, foot],
		headRows: 2,
	});
}

/** A cell over `span` columns without a border, and the cells it covers. */
const wide = (words: string, span: number, style: Partial<CellObject>): (CellObject | null)[] => {
	const { borderStyle: _style, borderColor: _colour, ...cell } = textCell(words, style);
	return [{ ...cell, columnSpan: span }, ...Array.from({ length: span - 1 }, () => null)];
};
