/**
 * A text as a field shows it. Carriage returns become a character of the same length, because a field merges CR LF into
 * one character and positions would no longer match the text.
 */
export function fieldText(text: string): string {
  return text.replaceAll("\r", "\u200b");
}
