import { languageTag } from "../../messages/messages.ts";

/** The date of a time, with the time of day within 24 hours of `now`. Both in ms since 1970. */
export function day(time: number, now: number): string {
  const isNear = Math.abs(time - now) < 86_400_000;
  return format(time, isNear ? { timeStyle: "short", dateStyle: "medium" } : { dateStyle: "medium" });
}

/** A date and time, with the year unless it is the current one. Both in ms since 1970. */
export function moment(time: number, now: number): string {
  const year = new Date(time).getFullYear() === new Date(now).getFullYear() ? undefined : "numeric";
  return format(time, { year, month: "short", day: "numeric", hour: "numeric", minute: "2-digit" });
}

function format(time: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(languageTag(), options).format(time);
}
