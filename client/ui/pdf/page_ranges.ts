/**
 * The pages that a person wrote: "1-3, 5".
 *
 * @returns undefined when it is not that, or names a page that there is not
 */
export function readRanges(text: string, pages: number): ReadonlySet<number> | undefined {
  const chosen = new Set<number>();
  for (const part of text.split(/[,;]/)) {
    if (part.trim() === "") continue;
    const [, start, end = start] = /^\s*(\d{1,6})\s*(?:[-–]\s*(\d{1,6})\s*)?$/.exec(part) ?? [];
    const from = Number(start), to = Number(end);
    if (!(from >= 1 && to >= from && to <= pages)) return undefined;
    for (let page = from; page <= to; page++) chosen.add(page);
  }
  return chosen;
}

/** Pages as a person writes them: "1-3, 5". */
export function writeRanges(pages: ReadonlySet<number>): string {
  const parts: string[] = [];
  const sorted = [...pages].sort((a, b) => a - b);
  for (let at = 0; at < sorted.length; at++) {
    const from = sorted[at];
    while (sorted[at + 1] === sorted[at] + 1) at++;
    parts.push(from === sorted[at] ? `${from}` : `${from}-${sorted[at]}`);
  }
  return parts.join(", ");
}
