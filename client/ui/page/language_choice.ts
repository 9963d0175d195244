import { languageTag } from "../../messages/messages.ts";
import { browserMemory, keep, recall } from "./browser_storage.ts";
import { LANGUAGE_KEY } from "./language.ts";

/** Tags of the languages besides English. The build defines it; see `dev/bundle.ts`. */
declare const LANGUAGES: readonly string[];

/** The languages to choose from. The one in use is always among them. */
export function languageTags(): string[] {
  return [...new Set(["en", ...LANGUAGES, languageTag()])];
}

/** The name of a language in that language. */
export function languageName(tag: string): string {
  return new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
}

/** The tag that the person chose; undefined when the browser decides. */
export function chosenLanguage(): string | undefined {
  const kept = recall(browserMemory(), LANGUAGE_KEY);
  return languageTags().find((tag) => tag === kept);
}

/** Keeps the choice, or that the browser decides, and loads the page again in that language. */
export function chooseLanguage(tag: string | undefined): void {
  keep(browserMemory(), LANGUAGE_KEY, tag ?? null);
  const { href } = location;
  const url = new URL(href);
  url.searchParams.delete("lang");
  if (url.href === href) location.reload();
  else location.replace(url);
}
