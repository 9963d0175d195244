import { type Imported, saidBy } from "../../../board/talk/imported.ts";
import { TALK } from "../../messages/en/people/talk.ts";
import { moment } from "../page/dates.ts";

/** Something that a person said, or that a file says a person said. */
export interface Said {
  readonly name: string;
  /** ms since 1970. */
  readonly at: number;
  readonly imported?: Imported;
}

/** Who said it, for labels and titles. A name from a file is marked: the server does not know whether it is true. */
export function authorName(said: Said): string {
  const { name } = saidBy(said);
  return said.imported ? TALK.importedName({ name }) : name;
}

/** When it was said, for people, beside the bare name. The mark of words from a file is here, where nothing hides it. */
export function saidTime(said: Said): string {
  const time = moment(saidBy(said).at, Date.now());
  return said.imported ? TALK.importedAt({ time }) : time;
}
