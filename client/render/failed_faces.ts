/**
 * Makes the page's fonts that failed to load loadable again. Browsers never request a failed font again, so its
 * `@font-face` rule is replaced by an equal one.
 */
export function renewFailedFaces(): void {
  const failed = new Set([...document.fonts].filter(({ status }) => status === "error").map(nameOf));
  if (failed.size === 0) return;
  for (const sheet of document.styleSheets) {
    for (const [at, rule] of [...sheet.cssRules].entries()) {
      if (!(rule instanceof CSSFontFaceRule)) continue;
      const family = rule.style.getPropertyValue("font-family");
      if (!failed.has(nameOf({ family, unicodeRange: rule.style.getPropertyValue("unicode-range") }))) continue;
      sheet.deleteRule(at);
      sheet.insertRule(rule.cssText, at);
    }
  }
}

function nameOf({ family, unicodeRange }: { family: string; unicodeRange: string }): string {
  return `${family.replace(/["']/g, "")} ${unicodeRange}`;
}
