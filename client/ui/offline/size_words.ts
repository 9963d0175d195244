import { languageTag } from "../../messages/messages.ts";

const KILO = 1_000;

/** A number of bytes as people read it: whole kilobytes, or megabytes with one digit. */
export function sizeWords(bytes: number): string {
  const isLarge = bytes >= KILO * KILO;
  return new Intl.NumberFormat(languageTag(), {
    style: "unit",
    unit: isLarge ? "megabyte" : "kilobyte",
    maximumFractionDigits: isLarge ? 1 : 0,
  }).format(isLarge ? bytes / KILO / KILO : Math.ceil(bytes / KILO));
}
