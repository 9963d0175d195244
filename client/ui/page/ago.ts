import { TIME } from "../../messages/en/time.ts";
import { languageTag } from "../../messages/messages.ts";

const UNITS = [
  ["year", 31_557_600_000],
  ["month", 2_629_800_000],
  ["week", 604_800_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** A past time in words: "5 minutes ago", "yesterday". Both in ms since 1970. */
export function ago(at: number, now: number): string {
  const passed = Math.max(0, now - at);
  for (const [unit, length] of UNITS) {
    if (passed >= length) {
      return new Intl.RelativeTimeFormat(languageTag(), { numeric: "auto" }).format(-Math.floor(passed / length), unit);
    }
  }
  return TIME.justNow;
}
