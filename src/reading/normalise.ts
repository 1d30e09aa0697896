/** Compatibility form (full width → half width …) without any white space: for comparing readings, not for showing. */
export const fold = (text: string): string => text.normalize("NFKC").replace(/\s+/gu, "");
