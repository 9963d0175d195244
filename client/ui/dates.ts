/** The language of the interface, in which dates are written as well. */
const LANGUAGE = "en";

/** A day, and the time as well when it is near. Both in ms since 1970. */
export function day(time: number, now: number): string {
  const isNear = Math.abs(time - now) < 86_400_000;
  return format(time, isNear ? { timeStyle: "short", dateStyle: "medium" } : { dateStyle: "medium" });
}

/** A day and time, with the year when that is not this one. Both in ms since 1970. */
export function moment(time: number, now: number): string {
  const year = new Date(time).getFullYear() === new Date(now).getFullYear() ? undefined : "numeric";
  return format(time, { year, month: "short", day: "numeric", hour: "numeric", minute: "2-digit" });
}

function format(time: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(LANGUAGE, options).format(time);
}
