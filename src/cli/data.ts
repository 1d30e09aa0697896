/** `data encrypt|prove-deletion|backup|restore`: everything that is kept, as a whole. The settings are those of the service. */
import Table from "cli-table3";
import { Command } from "commander";
import colours from "picocolors";
import { ZhengjianError } from "../errors.ts";
import { readConfig, storeOptionsOf } from "../service/config.ts";
import { commandData, restoreStore } from "../store/store.ts";
import { printFailure } from "./failure.ts";
import { fromUser } from "./paths.ts";
import { TABLE_STYLE } from "./table.ts";

const options = () => storeOptionsOf(readConfig(process.env));

const program = new Command("data").description(
	"数据的加密、删除、备份与恢复 / encryption, deletion, backup and restore",
);

program
	.command("encrypt")
	.description("用现行密钥加密全部个人数据和照片 / seal everything personal with the key that is first in DATA_KEY")
	.action(async () => {
		const { values, photos } = await commandData(options(), { command: "data.encrypt" });
		console.log(`重新加密 ${values} 个数据项，${photos} 张照片`);
		console.log(colours.dim(`${values} values and ${photos} photos were sealed anew`));
	});

program
	.command("prove-deletion")
	.description("核对没有过期数据留存；有则列出并以 1 退出 / show that nothing overdue is left; exits 1 otherwise")
	.action(async () => {
		const proof = await commandData(options(), { command: "data.prove-deletion" });
		const { records, photos, expired, orphans, withoutPhoto } = proof;
		console.log(`核对记录 ${records} 条，照片 ${photos} 张 / ${records} records and ${photos} photos were looked at`);
		const table = new Table({ head: ["留存 / left", "编号 / identifier"], style: TABLE_STYLE });
		for (const id of expired) table.push(["过期记录 / overdue record", id]);
		for (const key of orphans) table.push(["无主照片 / photo without a record", key]);
		for (const id of withoutPhoto) table.push(["照片已不在 / record without its photo", id]);
		if (table.length > 0) {
			console.log(table.toString());
			process.exitCode = 1;
		} else console.log(colours.green("没有应删未删的数据 / nothing that should be deleted is left"));
	});

program
	.command("backup <folder>")
	.description("备份到一个新文件夹；密钥不在其中 / write a backup into a new folder; keys are not in it")
	.action(async (folder: string) => {
		const { tables, photos } = await commandData(options(), { command: "data.backup", folder: fromUser(folder) });
		const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
		console.log(`已备份 ${rows} 行数据，${photos} 张照片到 ${folder}`);
		console.log(
			colours.dim(`${rows} rows and ${photos} photos; keep data.key and auth.key (or DATA_KEY and AUTH_SECRET) apart`),
		);
	});

program
	.command("restore <folder>")
	.description("恢复到一个未用过的存储；密钥须已就位 / bring a backup into a store never used; its keys must be there")
	.action(async (folder: string) => {
		const { tables, photos, createdAt } = await restoreStore(options(), fromUser(folder));
		const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
		console.log(`已恢复 ${createdAt} 的备份：${rows} 行数据，${photos} 张照片`);
		console.log(colours.dim(`${rows} rows and ${photos} photos are back`));
	});

try {
	await program.parseAsync();
} catch (error) {
	if (!(error instanceof ZhengjianError)) throw error;
	printFailure(error);
}
