import type { ErrorCode } from "../../../board/wire/error_code.ts";
import { TALK } from "../../messages/en/people/talk.ts";

/** Why a message or a change of one was refused, for people. */
export function wordsOf(code: ErrorCode | "unknown"): string {
  switch (code) {
    case "tooManyMessages":
      return TALK.tooMany;
    case "talkFull":
      return TALK.full;
    case "threadFull":
      return TALK.threadFull;
    case "noSuchLink":
      return TALK.gone;
    case "foreignMessage":
      return TALK.notYours;
    case "badMessage":
    case "tooLarge":
      return TALK.refused;
    default:
      return TALK.noEffect;
  }
}
