import type { ErrorCode } from "../../../board/wire/error_code.ts";
import { BOARDS } from "../../messages/en/boards.ts";
import { errorCodeOf } from "../links/error_code.ts";

/**
 * Why the server did not do what was asked of it.
 *
 * @param response undefined when the server could not be reached
 * @param own words for errors that only one request can have
 */
export async function boardProblem(
  response: Response | undefined,
  own: Partial<Record<ErrorCode, string>> = {},
): Promise<string> {
  if (response === undefined) return BOARDS.noServer;
  const code = await errorCodeOf(response);
  const words = code && own[code];
  if (words !== undefined) return words;
  switch (code) {
    case "noSuchLink":
    case "notFound":
      return BOARDS.mayNot;
    case "signInFirst":
      return BOARDS.signedOut;
    case "tooManyMessages":
    case "tooManyRequests":
    case "tooManyTries":
      return BOARDS.tooMany;
    default:
      return BOARDS.notNow;
  }
}
