import { DOCUMENTS } from "../client/messages/en/documents.ts";
import { PUBLISHED } from "../client/messages/en/published.ts";
import { PAGE } from "../client/messages/en/page.ts";
import { START } from "../client/messages/en/start.ts";

const AREAS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  documents: DOCUMENTS,
  page: PAGE,
  start: START,
  published: PUBLISHED,
};

/** Replaces `{{area.id}}` in a file of `static/` by the English text of the catalogue, escaped for HTML or JSON. */
export function fillTexts(file: string, template: string): string {
  const escaped = file.endsWith(".html") ? escapedHtml : escapedJson;
  return template.replaceAll(/\{\{(\w+)\.(\w+)\}\}/g, (placeholder, area, id) => {
    const text = AREAS[area]?.[id];
    if (typeof text !== "string") throw new Error(`Cannot fill ${file} as the catalogue lacks ${placeholder}`);
    return escaped(text);
  });
}

function escapedHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function escapedJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
