/** Photos in an S3 store. */
import {
	BucketAlreadyOwnedByYou,
	CreateBucketCommand,
	DeleteObjectCommand,
	GetObjectCommand,
	HeadBucketCommand,
	NoSuchKey,
	NotFound,
	paginateListObjectsV2,
	S3Client,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { ZhengjianError } from "../errors.ts";
import { measure, PHOTO_KEY, type PhotoStore } from "./photos.ts";

/** Photos share their bucket with nothing else below this prefix. */
const PREFIX = "photos/";
/** A store that does not answer fails the one request instead of holding it, milliseconds. */
const CONNECTION_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 60_000;

export interface BucketOptions {
	bucket: string;
	/** Address of the store; Amazon's own when left out. */
	endpoint?: string | undefined;
	region: string;
	accessKeyId: string;
	secretAccessKey: string;
	/** The bucket in the path instead of the host name, as stores other than Amazon's want it. */
	forcePathStyle: boolean;
}

/** Photos in a bucket, which is made if it is not there. Throws `store.unreachable` when the store refuses or is silent. */
export async function openPhotoBucket(options: BucketOptions): Promise<PhotoStore> {
	const { bucket: Bucket, endpoint, region, accessKeyId, secretAccessKey, forcePathStyle } = options;
	const client = new S3Client({
		...(endpoint ? { endpoint } : {}),
		region,
		forcePathStyle,
		credentials: { accessKeyId, secretAccessKey },
		requestHandler: { connectionTimeout: CONNECTION_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
		// Photos carry a seal of their own; not every store knows the newer checksums.
		requestChecksumCalculation: "WHEN_REQUIRED",
		responseChecksumValidation: "WHEN_REQUIRED",
	});
	await ensureBucket(client, Bucket).catch((cause: unknown) => {
		throw new ZhengjianError("store.unreachable", `the photo store does not give access to its bucket ${Bucket}`, {
			expected: `a bucket at ${endpoint ?? "Amazon S3"}`,
			found: cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause),
			cause,
		});
	});
	const place = (key: string): string => {
		if (!PHOTO_KEY.test(key)) throw new RangeError("photo key must be letters, digits, - or _");
		return PREFIX + key;
	};
	return {
		async put(key, content) {
			const { stream, bytes } = measure(content);
			// One request, or parts of 5 MiB that become one object at the end: never a visible half.
			await new Upload({ client, params: { Bucket, Key: place(key), Body: stream } }).done();
			return bytes();
		},
		async get(key) {
			try {
				const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: place(key) }));
				return Body ? Buffer.from(await Body.transformToByteArray()) : null;
			} catch (error) {
				if (error instanceof NoSuchKey) return null;
				throw error;
			}
		},
		async remove(key) {
			await client.send(new DeleteObjectCommand({ Bucket, Key: place(key) }));
		},
		async *list() {
			for await (const page of paginateListObjectsV2({ client }, { Bucket, Prefix: PREFIX }))
				for (const { Key, LastModified } of page.Contents ?? [])
					if (Key && LastModified) yield { key: Key.slice(PREFIX.length), changedAt: LastModified };
		},
	};
}

async function ensureBucket(client: S3Client, Bucket: string): Promise<void> {
	try {
		await client.send(new HeadBucketCommand({ Bucket }));
	} catch (error) {
		if (!(error instanceof NotFound)) throw error;
		await client.send(new CreateBucketCommand({ Bucket })).catch((refusal: unknown) => {
			// Another process that starts for the first time was quicker.
			if (!(refusal instanceof BucketAlreadyOwnedByYou)) throw refusal;
		});
	}
}
