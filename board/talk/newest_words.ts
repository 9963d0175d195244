/** The newest words of each author. */
export interface NewestWords {
  /** Empty when the sender gave no key. */
  readonly author: string;
  /** The number of their event. */
  readonly number: number;
}

/** Number of authors that are kept. One person may be two authors on a device: before and after signing in. */
const AUTHORS_MAX = 3;

/** Who said something last, after one more event with words; the newest first. */
export function withNewest(newest: readonly NewestWords[], { author, number }: NewestWords): readonly NewestWords[] {
  const all = [...newest, { author, number }].sort((a, b) => b.number - a.number);
  return all.filter((each, i) => all.findIndex((other) => other.author === each.author) === i).slice(0, AUTHORS_MAX);
}

/** The number of the newest words of somebody else; 0 when there are none. One's own are never new to oneself. */
export function newestOfOthers(newest: readonly NewestWords[], mine: readonly string[]): number {
  return newest.find(({ author }) => author === "" || !mine.includes(author))?.number ?? 0;
}
