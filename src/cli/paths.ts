import { resolve } from "node:path";

/** A path as the user typed it: npm runs its scripts in the project's folder and says where the user was. */
export const fromUser = (path: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), path);

/** Where everything is kept, and the database beside it if one is set. */
export const storeOptions = () => ({
	dataDir: process.env.DATA_DIR || "./data",
	databaseUrl: process.env.DATABASE_URL || undefined,
});
