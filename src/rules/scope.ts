/** What kind of document the page is: decides which wording rules may speak at all. */
export type Scope =
	/** Aligned to a registered form of this family. */
	| { kind: "registered"; family: string }
	/** A document known to have no registered form (identity card, diploma, 1+X …): nothing is forbidden on it. */
	| { kind: "unregistered"; family: string }
	/** Matches no form, yet presents itself as a training or skill certificate: the notice applies. */
	| { kind: "certificate" }
	/** Anything else. */
	| { kind: "other" };
