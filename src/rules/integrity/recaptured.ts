/** A photo of a screen or of a copy. */
import { notLookedFor } from "./not-looked-for.ts";

export const recaptured = notLookedFor("integrity.recaptured");
