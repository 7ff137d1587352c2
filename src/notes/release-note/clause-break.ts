/** Where one clause of a sentence ends and the next begins. */
export const CLAUSE_BREAK = /[,;:]|\b(?:and|but|while)\b/i;
