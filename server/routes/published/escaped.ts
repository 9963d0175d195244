const NAMES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A text as part of HTML, also inside an attribute. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => NAMES[char]);
}
