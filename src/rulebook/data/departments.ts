import type { Rulebook } from "../schema.ts";

export const LABOUR = "人力资源社会保障部门";
export const NETWORK = "网信部门";
export const POLICE = "公安部门";
export const MARKET = "市场监督管理部门";

/**
 * Departments by finding code, after the notice's section 三: labour leads and supervises recorded bodies, network
 * handles sites and accounts, police fraud, market regulation confusion of concepts, registration and advertising.
 */
export const departments: Rulebook["departments"] = {
	"wording.national-name": [LABOUR, MARKET],
	"wording.reserved-term": [LABOUR, MARKET],
	"wording.authority": [LABOUR, MARKET],
	"wording.endorsement": [LABOUR],
	"wording.promotion": [LABOUR, MARKET, NETWORK],
	"wording.institution-name": [MARKET, LABOUR],
	"mark.national-emblem": [LABOUR, MARKET],
	"mark.authority-logo": [LABOUR, MARKET],
	"mark.third-party-logo": [LABOUR, MARKET],
	"mark.watermark": [LABOUR, MARKET],
	"layout.title": [LABOUR],
	"layout.missing": [LABOUR],
	"layout.displaced": [LABOUR],
	"layout.extra": [LABOUR],
	"layout.wording": [LABOUR],
	"field.certificate-number": [LABOUR],
	"field.identity-number": [LABOUR],
	"field.date": [LABOUR],
	"field.level": [LABOUR],
	"field.lookup-address": [LABOUR, NETWORK],
	"field.issuer-seal": [LABOUR, POLICE],
	"field.claim": [LABOUR],
	"issuer.blacklisted": [LABOUR, POLICE, MARKET],
	"issuer.unlisted": [LABOUR],
	"integrity.edited": [LABOUR, POLICE],
	"integrity.recaptured": [],
};
