/** What each route takes and answers: the row of its description, beside its row in the table of access. */
import { z } from "zod";
import { ERROR_CODES } from "../../errors.ts";
import { STAGES } from "../../evidence.ts";
import { reportSchema } from "../../report/schema.ts";
import { type Bilingual, LANGUAGES } from "../../report/words/catalogue.ts";
import { VERIFICATION_STATUSES } from "../../store/schema.ts";
import { accountSchema, newAccountSchema } from "../accounts/accounts.ts";
import { apiKeySchema, newApiKeySchema } from "../accounts/api-keys.ts";
import {
	accountChangeSchema,
	admittedSchema,
	auditQuerySchema,
	auditRowSchema,
	newKeySchema,
} from "../accounts/routes.ts";
import {
	codeSchema,
	newPasswordSchema,
	passwordSchema,
	proposedFactorSchema,
	sessionSchema,
	signInSchema,
} from "../accounts/session-routes.ts";
import { madeShareSchema } from "../shares/routes.ts";
import { newShareSchema, sharedReportSchema, shareSchema } from "../shares/shares.ts";

/** A body: JSON of a schema, or another media type. */
export type Content = z.ZodType | { mediaType: string; schema?: object };

export interface Operation {
	tag: "verifications" | "shares" | "session" | "accounts" | "service";
	summary: Bilingual;
	query?: z.ZodObject;
	headers?: Record<string, string>;
	body?: Content;
	/** By status; null = no body. Every operation may also answer with a problem. */
	answers: Record<number, Content | null>;
}

export const problemSchema = z.object({
	type: z.string(),
	title: z.string(),
	status: z.number().int(),
	detail: z.string(),
	code: z.enum(ERROR_CODES),
	message: z.object({ zh: z.string(), en: z.string() }),
	expected: z.string().optional(),
	found: z.string().optional(),
});
export const progressSchema = z.object({
	id: z.uuid(),
	status: z.enum(VERIFICATION_STATUSES),
	stage: z.enum(STAGES).nullable(),
});
const healthSchema = z.object({ status: z.literal("ok"), waiting: z.number().int() });

const JPEG = { mediaType: "image/jpeg" };
const upload = {
	mediaType: "multipart/form-data",
	schema: {
		type: "object",
		required: ["image"],
		properties: {
			image: { type: "string", contentMediaType: "application/octet-stream" },
			claims: { type: "string", description: 'JSON: {"holderName":"…","certificateNumber":"…"}' },
		},
	},
};
const words = (zh: string, en: string): Bilingual => ({ zh, en });

export const OPERATIONS: Readonly<Record<string, Operation>> = {
	"POST /api/v1/verifications": {
		tag: "verifications",
		summary: words("上传一张证书照片进行核验", "Verify one photo of a certificate"),
		headers: { Prefer: "wait=30: answer with the finished report" },
		body: upload,
		answers: { 200: reportSchema, 202: progressSchema },
	},
	"GET /api/v1/verifications/:id": {
		tag: "verifications",
		summary: words("读取核验报告", "The report, or how far it is"),
		answers: { 200: reportSchema, 202: progressSchema },
	},
	"DELETE /api/v1/verifications/:id": {
		tag: "verifications",
		summary: words("删除核验记录及照片", "Delete the record and its photo"),
		answers: { 204: null },
	},
	"GET /api/v1/verifications/:id/annotated": {
		tag: "verifications",
		summary: words("带编号标注的照片", "The upright photo with numbered highlights"),
		answers: { 200: JPEG },
	},
	"GET /api/v1/verifications/:id/report.pdf": {
		tag: "verifications",
		summary: words("PDF 格式的报告", "The report as PDF"),
		query: z.object({ lang: z.enum(LANGUAGES).optional() }),
		answers: { 200: { mediaType: "application/pdf" } },
	},
	"GET /api/v1/verifications/:id/events": {
		tag: "verifications",
		summary: words("核验进度（服务器推送事件）", "Progress as server-sent events, one for each stage"),
		answers: { 200: { mediaType: "text/event-stream" } },
	},
	"GET /api/v1/verifications/:id/shares": {
		tag: "shares",
		summary: words("该报告的分享", "The shares of a report"),
		answers: { 200: z.array(shareSchema) },
	},
	"POST /api/v1/verifications/:id/shares": {
		tag: "shares",
		summary: words("分享报告的选定部分（1 至 180 天）", "Share chosen parts of a report for 1 to 180 days"),
		body: newShareSchema,
		answers: { 201: madeShareSchema },
	},
	"DELETE /api/v1/verifications/:id/shares/:share": {
		tag: "shares",
		summary: words("撤回分享", "Take a share back"),
		answers: { 204: null },
	},
	"GET /api/v1/shares/:code": {
		tag: "shares",
		summary: words("凭分享码查看", "What a code shows"),
		answers: { 200: sharedReportSchema },
	},
	"GET /api/v1/shares/:code/photo": {
		tag: "shares",
		summary: words("凭分享码查看标注照片", "The annotated photo that a code shows"),
		answers: { 200: JPEG },
	},
	"GET /api/v1/session": {
		tag: "session",
		summary: words("当前身份", "Who is signed in"),
		answers: { 200: sessionSchema },
	},
	"POST /api/v1/session": {
		tag: "session",
		summary: words("登录", "Sign in"),
		body: signInSchema,
		answers: { 200: sessionSchema },
	},
	"POST /api/v1/session/second-factor": {
		tag: "session",
		summary: words("用验证码或备用码完成登录", "Finish signing in with a code or a backup code"),
		body: codeSchema,
		answers: { 200: sessionSchema },
	},
	"DELETE /api/v1/session": { tag: "session", summary: words("退出登录", "Sign out"), answers: { 204: null } },
	"PUT /api/v1/session/password": {
		tag: "session",
		summary: words("修改自己的密码", "Change one's own password"),
		body: newPasswordSchema,
		answers: { 200: sessionSchema },
	},
	"POST /api/v1/second-factor": {
		tag: "session",
		summary: words("准备启用两步验证", "Propose a second factor"),
		body: passwordSchema,
		answers: { 200: proposedFactorSchema },
	},
	"PUT /api/v1/second-factor": {
		tag: "session",
		summary: words("用验证码确认启用两步验证", "Confirm the second factor with a code"),
		body: codeSchema,
		answers: { 204: null },
	},
	"DELETE /api/v1/second-factor": {
		tag: "session",
		summary: words("停用两步验证", "Remove the second factor"),
		body: passwordSchema,
		answers: { 204: null },
	},
	"GET /api/v1/api-keys": {
		tag: "accounts",
		summary: words("本单位的 API 密钥", "The API keys of one's organisation"),
		answers: { 200: z.array(apiKeySchema) },
	},
	"POST /api/v1/api-keys": {
		tag: "accounts",
		summary: words("新建 API 密钥（只显示一次）", "Make an API key, shown only once"),
		body: newApiKeySchema,
		answers: { 201: newKeySchema },
	},
	"DELETE /api/v1/api-keys/:id": {
		tag: "accounts",
		summary: words("撤销 API 密钥", "Revoke an API key"),
		answers: { 204: null },
	},
	"GET /api/v1/accounts": {
		tag: "accounts",
		summary: words("全部账户", "All accounts"),
		answers: { 200: z.array(accountSchema) },
	},
	"POST /api/v1/accounts": {
		tag: "accounts",
		summary: words("新建账户，返回一次性密码", "Make an account with a one-time password"),
		body: newAccountSchema,
		answers: { 201: admittedSchema },
	},
	"PATCH /api/v1/accounts/:id": {
		tag: "accounts",
		summary: words("停用或启用账户", "Disable or enable an account"),
		body: accountChangeSchema,
		answers: { 200: accountSchema },
	},
	"POST /api/v1/accounts/:id/password": {
		tag: "accounts",
		summary: words("重置为新的一次性密码", "Reset to a new one-time password"),
		answers: { 200: admittedSchema },
	},
	"GET /api/v1/audit": {
		tag: "accounts",
		summary: words("审计记录，最新在前", "The audit trail, newest first"),
		query: auditQuerySchema,
		answers: { 200: z.array(auditRowSchema) },
	},
	"GET /healthz": {
		tag: "service",
		summary: words("服务是否正常", "Whether the service is up"),
		answers: { 200: healthSchema },
	},
	"GET /api/v1/openapi.json": {
		tag: "service",
		summary: words("本接口的 OpenAPI 描述", "This description"),
		answers: { 200: { mediaType: "application/json" } },
	},
	"GET /api/v1/docs": {
		tag: "service",
		summary: words("可浏览的接口说明", "This description as a page"),
		answers: { 200: { mediaType: "text/html" } },
	},
	"GET /api/v1/docs/style.css": {
		tag: "service",
		summary: words("说明页的样式", "The style of that page"),
		answers: { 200: { mediaType: "text/css" } },
	},
};
