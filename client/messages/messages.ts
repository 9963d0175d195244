/**
 * A text, with placeholders such as `{name}`, or one text for each plural form of `{count}`. The forms are those of
 * `Intl.PluralRules`; every message has `other`.
 */
export type Message = string | Plural;
export type Plural = { readonly other: string } & { readonly [form in Intl.LDMLPluralRule]?: string };

/** The messages of a language, by area and id. Absent messages appear in English. A function makes each from English. */
export type Language = Readonly<Record<string, Readonly<Record<string, Message>>>> | ((english: Message) => Message);

type Names<T> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Values<Name extends string> = { readonly [N in Name]: N extends "count" ? number : string | number };

/** A message as components use it: a string, or a function when it has placeholders. */
type Phrase<M> = M extends string ? [Names<M>] extends [never] ? string : (values: Values<Names<M>>) => string
  : M extends Plural ? (values: Values<Names<M[keyof M]> | "count">) => string
  : never;
type Phrases<M> = { readonly [Id in keyof M]: Phrase<M[Id]> };

interface Area {
  readonly name: string;
  readonly english: Readonly<Record<string, Message>>;
  readonly phrases: Record<string, unknown>;
}

const areas: Area[] = [];
let language: Language = {};
let tag = "en";

/**
 * Declares an area of the catalogue in English. When the page changes its language, the properties of the result
 * change, so read them where the text is shown.
 */
export function messages<const M extends Readonly<Record<string, Message>>>(name: string, english: M): Phrases<M> {
  const area: Area = { name, english, phrases: {} };
  areas.push(area);
  translate(area);
  return area.phrases as Phrases<M>;
}

/** The text of a registered thing, such as a command, which declares its English text itself. */
export function translated(area: string, id: string, english: string): string {
  return messageOf(area, id, english) as string;
}

/** @param next a BCP 47 tag, as "pt-BR" */
export function setLanguage(next: string, to: Language): void {
  tag = next;
  language = to;
  areas.forEach(translate);
}

/** The language of the page, for `Intl`. */
export function languageTag(): string {
  return tag;
}

function translate({ name, english, phrases }: Area): void {
  for (const id in english) phrases[id] = phrase(messageOf(name, id, english[id]));
}

function messageOf(area: string, id: string, english: Message): Message {
  return typeof language === "function" ? language(english) : language[area]?.[id] ?? english;
}

function phrase(message: Message): unknown {
  if (typeof message === "string" && !message.includes("{")) return message;
  return (values: Readonly<Record<string, string | number>>) => {
    const text = typeof message === "string" ? message : formOf(message, values.count as number);
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name].toLocaleString(tag));
  };
}

function formOf(plural: Plural, count: number): string {
  return plural[new Intl.PluralRules(tag).select(count)] ?? plural.other;
}
