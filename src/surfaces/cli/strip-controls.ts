/** Text without control and bidirectional characters, so that a hostile name cannot rewrite the terminal. */
export function stripControls(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
}
