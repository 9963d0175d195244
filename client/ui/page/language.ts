import { type Language, setLanguage } from "../../messages/messages.ts";
import { keep, type Memory, recall } from "./browser_storage.ts";

/** Where a browser keeps the tag of the chosen language. */
export const LANGUAGE_KEY = "drawbridge.language";

/** A file in `client/messages/languages/`: `de.ts`, `pt_br.ts`. */
interface LanguageFile {
  readonly default: Language;
  /** "rtl" for languages that are written from right to left. */
  readonly direction?: "rtl";
}

export interface LanguageOptions {
  /** The query of the page's address. `?lang=de` chooses a language for this and later visits. */
  readonly search?: string;
  readonly memory?: Memory;
  /** What the browser prefers, best first. */
  readonly preferred?: readonly string[];
  readonly root?: Pick<HTMLElement, "lang" | "dir">;
}

/**
 * Loads the language that the person prefers. Without a file for it, the page stays English, which needs no loading.
 * Never throws.
 */
export async function loadLanguage(
  {
    search = location.search,
    memory,
    preferred = navigator.languages,
    root = document.documentElement,
  }: LanguageOptions = {},
): Promise<void> {
  const asked = new URLSearchParams(search).get("lang");
  if (asked) keep(memory, LANGUAGE_KEY, asked);
  for (const tag of candidates([asked ?? recall(memory, LANGUAGE_KEY), ...preferred])) {
    if (tag === "en") return;
    const file = await read(tag);
    if (file === undefined) continue;
    setLanguage(tag, file.default);
    root.lang = tag;
    root.dir = file.direction ?? "ltr";
    return;
  }
}

/** Each tag, followed by its language alone: "pt-BR", "pt". */
function candidates(tags: readonly unknown[]): string[] {
  return tags.flatMap((tag) => {
    const [language, ...rest] = /^[a-z]{2,3}(-[a-z\d]+)*$/i.test(`${tag}`) ? `${tag}`.split("-") : [];
    if (language === undefined) return [];
    return rest.length > 0 ? [`${tag}`, language] : [language];
  });
}

async function read(tag: string): Promise<LanguageFile | undefined> {
  try {
    return await import(`../../messages/languages/${tag.toLowerCase().replaceAll("-", "_")}.ts`);
  } catch {
    return undefined;
  }
}
