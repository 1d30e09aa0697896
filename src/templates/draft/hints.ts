/** What a person must look at before a draft is registered: codes with arguments, put into words elsewhere. */
export const HINT_CODES = [
	"provisional",
	"marks-not-seen",
	"page-not-outlined",
	"proportions",
	"title-not-found",
	"title-read-otherwise",
	"unsure-reading",
	"label-unknown",
	"label-repeated",
	"label-without-room",
	"slot-unknown",
	"fixed-text",
	"seal-assumed",
	"seal-unknown",
	"portrait-unlabelled",
	"portrait-assumed",
	"portrait-unknown",
	"frame-unknown",
	"logo-optional",
	"mark-unsure",
	"mark-present",
	"nothing-to-anchor",
] as const;
export type HintCode = (typeof HINT_CODES)[number];

export interface Hint {
	code: HintCode;
	args: Record<string, string | number>;
}
