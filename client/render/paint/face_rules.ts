interface FaceRule {
  readonly sheet: CSSStyleSheet;
  readonly at: number;
  readonly rule: CSSFontFaceRule;
}

/** The `@font-face` rules of the page. Skips sheets that it may not read, such as those of a browser extension. */
export function faceRules(): FaceRule[] {
  return [...document.styleSheets].flatMap((sheet) =>
    rulesOf(sheet).flatMap((rule, at) => rule instanceof CSSFontFaceRule ? [{ sheet, at, rule }] : [])
  );
}

/**
 * Makes the page's fonts that failed to load loadable again. Browsers never request a failed font again, so its
 * `@font-face` rule is replaced by an equal one.
 */
export function renewFailedFaces(): void {
  const failed = new Set([...document.fonts].filter(({ status }) => status === "error").map(nameOf));
  if (failed.size === 0) return;
  for (const { sheet, at, rule } of faceRules()) {
    const family = rule.style.getPropertyValue("font-family");
    if (!failed.has(nameOf({ family, unicodeRange: rule.style.getPropertyValue("unicode-range") }))) continue;
    sheet.deleteRule(at);
    sheet.insertRule(rule.cssText, at);
  }
}

function rulesOf(sheet: CSSStyleSheet): readonly CSSRule[] {
  try {
    return [...sheet.cssRules];
  } catch {
    return [];
  }
}

function nameOf({ family, unicodeRange }: { family: string; unicodeRange: string }): string {
  return `${family.replace(/["']/g, "")} ${unicodeRange}`;
}
