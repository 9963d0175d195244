/** One wrong letter is allowed for this many letters of a name: short names resemble each other too easily. */
const LETTERS_PER_SLIP = 5;

/** The names that are probably misspelled known ones, with the known name that was meant. */
export function findTypos(names: readonly string[], known: readonly string[]): { name: string; meant: string }[] {
  const found: { name: string; meant: string }[] = [];
  for (const name of names) {
    if (known.includes(name)) continue;
    const meant = known.find((right) =>
      plain(name) === plain(right) || slips(name, right) <= Math.floor(right.length / LETTERS_PER_SLIP)
    );
    if (meant !== undefined) found.push({ name, meant });
  }
  return found;
}

function plain(name: string): string {
  return name.toUpperCase().replace(/^DRAWBRIDGE_/, "").replaceAll(/[_-]/g, "");
}

/** The Levenshtein distance: letters to insert, delete or replace (Wagner–Fischer algorithm). */
function slips(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
}
