import type { Rulebook } from "../schema.ts";

const STYLE = { source: "人社鉴发〔2021〕1号", from: null, to: null };
const PUBLIC = { source: "公开查询须知：技能人才评价证书全国联网查询", from: null, to: null };
const SKILL = ["skill-level"];
const ALL = ["skill-level", "vocational-qualification", "special-ability"];

/** Official look-ups. Sub-domains of a host count as the host. */
export const lookupHosts = [
	{ host: "jndj.osta.org.cn", families: SKILL, ...STYLE },
	{ host: "pjjg.osta.org.cn", families: SKILL, ...STYLE },
	{ host: "zscx.osta.org.cn", families: ALL, ...PUBLIC },
	{ host: "www.osta.org.cn", families: ALL, ...PUBLIC },
	{ host: "osta.org.cn", families: ALL, ...PUBLIC },
	{ host: "osta.mohrss.gov.cn", families: ALL, ...PUBLIC },
	{
		host: "www.cettic.cn",
		families: ["vocational-qualification"],
		source: "职业资格证书修订通知",
		from: null,
		to: null,
	},
	// A province's labour department may add its own look-up; government addresses all end in gov.cn.
	{ host: "gov.cn", families: ALL, ...STYLE },
] satisfies Rulebook["lookupHosts"];
