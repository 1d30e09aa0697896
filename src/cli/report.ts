/** `report pack FILE… --out X.zip`, `report check X.zip`, `report key`: evidence that can be checked later. */
import { createPublicKey, type KeyObject, randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { Command, Option } from "commander";
import colours from "picocolors";
import { checkPack } from "../documents/pack/check-pack.ts";
import { findSigningKey, signingKey } from "../documents/pack/key.ts";
import { fingerprint } from "../documents/pack/manifest.ts";
import { type PackedVerification, writePack } from "../documents/pack/write-pack.ts";
import { createPool } from "../engine/pool.ts";
import type { ReaderName } from "../engine/protocol.ts";
import { ZhengjianError } from "../errors.ts";
import { policyAt } from "../policy.ts";
import { sentence } from "../report/words/catalogue.ts";
import { readRegistry } from "../store/store.ts";
import { printFailure } from "./failure.ts";
import { fromUser, storeOptions } from "./paths.ts";
import { readPhoto } from "./photo-file.ts";

const program = new Command("report").description("证据包的制作与检查 / evidence packs");

program
	.command("pack <file...>")
	.description("核验照片并做成签名的证据包 / verify photos and put everything about them into a signed pack")
	.requiredOption("--out <zip>", "证据包文件 / the file to write")
	.addOption(new Option("--reader <name>", "识别引擎 / reader").choices(["onnx", "tesseract"]))
	.action(async (files: string[], { out, reader }: { out: string; reader?: ReaderName }) => {
		const { dataDir } = storeOptions();
		const createdAt = new Date();
		const key = await signingKey(dataDir);
		const packed = await verifyAll(files, createdAt, reader);
		await writeFile(fromUser(out), await writePack(packed, { key, createdAt }));
		console.log(`已写出 ${out}，公钥指纹 ${fingerprint(key)}`);
		console.log(colours.dim(`${out} was written; the fingerprint is that of the key it is signed with`));
	});

program
	.command("check <zip>")
	.description("检查证据包；有改动、缺少或多出的文件则以 1 退出 / name every altered, missing or added file")
	.option("--key <pem>", "必须由此公钥签名 / public key it must be signed with")
	.action(async (file: string, { key }: { key?: string }) => {
		const expected = key === undefined ? await findSigningKey(storeOptions().dataDir) : await readKey(key);
		const { faults, manifest, signer } = await checkPack(await readPack(file), expected ?? undefined);
		for (const { path, fault } of faults) {
			const words = sentence(`pack.${fault}`);
			console.log(`${colours.red("✗")} ${path}  ${words.zh} / ${words.en}`);
		}
		if (signer) console.log(`公钥指纹 / signer: ${signer}`);
		if (faults.length > 0) {
			console.log(colours.red(`${faults.length} 处不符 / ${faults.length} fault(s)`));
			process.exitCode = 1;
			return;
		}
		console.log(colours.green(`${manifest?.files.length} 个文件与签名时一致 / all files are as they were signed`));
		if (!expected) {
			console.log("没有用于核对的公钥：请用另外的途径核对上面的指纹");
			console.log(colours.dim("no key to compare with: compare the fingerprint by another way"));
		}
	});

program
	.command("key")
	.description("打印签名公钥 / print the public key that packs are signed with")
	.action(async () => {
		const key = await signingKey(storeOptions().dataDir);
		process.stdout.write(createPublicKey(key).export({ type: "spki", format: "pem" }));
		console.error(`公钥指纹 / fingerprint: ${fingerprint(key)}`);
	});

try {
	await program.parseAsync();
} catch (error) {
	if (!(error instanceof ZhengjianError)) throw error;
	printFailure(error);
}

async function verifyAll(
	files: readonly string[],
	now: Date,
	reader: ReaderName | undefined,
): Promise<PackedVerification[]> {
	const registry = await readRegistry(storeOptions());
	const engine = await createPool({ reader, workers: 1 });
	try {
		const packed: PackedVerification[] = [];
		for (const file of files) {
			const photo = await readPhoto(fromUser(file));
			const identity = { id: randomUUID(), createdAt: now.toISOString() };
			packed.push({ photo, registry, ...(await engine.verify(photo, registry, policyAt(now, {}), identity)) });
		}
		return packed;
	} finally {
		await engine.close();
	}
}

async function readPack(path: string): Promise<Buffer> {
	try {
		return await readFile(fromUser(path));
	} catch (cause) {
		const found = (cause as NodeJS.ErrnoException).code ?? String(cause);
		throw new ZhengjianError("pack.invalid", `the file cannot be read (${found})`, { found, cause });
	}
}

async function readKey(path: string): Promise<KeyObject> {
	try {
		return createPublicKey(await readFile(fromUser(path)));
	} catch (cause) {
		throw new ZhengjianError("pack.key-invalid", "the public key cannot be read", {
			expected: "a public key as PEM",
			found: cause instanceof Error ? cause.message : String(cause),
			cause,
		});
	}
}
