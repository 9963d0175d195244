import { NOTICES } from "../messages/en/notices.ts";

/** An error whose message is a text of the catalogue, for the person. */
export class Problem extends Error {}

/** The text that reports an error to the person. Messages of other errors are in English and for developers. */
export function problemText(error: unknown): string {
  if (error instanceof Problem) return error.message;
  console.error(error);
  return NOTICES.failed;
}
