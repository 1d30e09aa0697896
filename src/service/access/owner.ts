/** Whose a new record is. */
import type { OwnerKind } from "../../store/schema.ts";
import type { Caller } from "./caller.ts";

export interface Owner {
	kind: OwnerKind;
	id: string;
	organisationId: string | null;
}

/** The owner of what the caller makes; none for the anonymous, whose records open by their address alone. */
export function ownedBy({ role, accountId, organisationId }: Caller): { owner?: Owner } {
	if (accountId === null) return {};
	// The offices' own: clerks and administrators keep records as inspectors do.
	const kind = role === "employer" || role === "api-key" ? "employer" : "inspector";
	return { owner: { kind, id: accountId, organisationId } };
}
