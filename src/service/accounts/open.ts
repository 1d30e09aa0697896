/** Everything about accounts on one database, put together. */
import type { Queries } from "../../store/database.ts";
import { AuditTrail } from "../audit/trail.ts";
import { Accounts } from "./accounts.ts";
import { ApiKeys } from "./api-keys.ts";
import { createAuth } from "./auth.ts";
import { type Identify, identifyBy } from "./identify.ts";

export interface AccountServices {
	accounts: Accounts;
	apiKeys: ApiKeys;
	trail: AuditTrail;
	identify: Identify;
}

/** `secret`: see secret.ts. */
export function openAccounts(queries: Queries, secret: string): AccountServices {
	const auth = createAuth(queries, secret);
	const trail = new AuditTrail(queries, secret);
	const apiKeys = new ApiKeys(queries);
	return { accounts: new Accounts(queries, auth), apiKeys, trail, identify: identifyBy(queries, auth, apiKeys, trail) };
}
