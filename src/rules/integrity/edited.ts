/** （三）: a pasted or retouched region. */
import { notLookedFor } from "./not-looked-for.ts";

export const edited = notLookedFor("integrity.edited");
