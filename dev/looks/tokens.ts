export interface Token {
  readonly name: string;
  readonly value: string;
}

/** The custom properties that the style sheets of this page set for every page, in their order. */
export function tokensOfPage(): Token[] {
  const rules = [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules]);
  const roots = rules.filter((rule): rule is CSSStyleRule =>
    rule instanceof CSSStyleRule && rule.selectorText === ":root"
  );
  const names = new Set(roots.flatMap(({ style }) => [...style].filter((name) => name.startsWith("--"))));
  return [...names].map((name) => ({
    name,
    value: roots.map(({ style }) => style.getPropertyValue(name).trim()).find((value) => value !== "")!,
  }));
}

/**
 * Copies every rule for `:hover` and `:focus-visible` to one for the classes `is-hover` and `is-focus`, so that the page
 * can show these states.
 */
export function showStates(): void {
  for (const sheet of document.styleSheets) copyStates(sheet.cssRules, sheet);
}

const STATES = [[/:hover/g, ".is-hover"], [/:focus-visible/g, ".is-focus"]] as const;

function copyStates(rules: CSSRuleList, into: CSSStyleSheet | CSSGroupingRule): void {
  for (const rule of [...rules]) {
    if (rule instanceof CSSGroupingRule && "cssRules" in rule && !(rule instanceof CSSStyleRule)) {
      copyStates(rule.cssRules, rule);
    }
    if (!(rule instanceof CSSStyleRule)) continue;
    for (const [state, name] of STATES) {
      // Inside of `:not(:hover)` the class works as well.
      if (state.test(rule.selectorText)) {
        into.insertRule(`${rule.selectorText.replaceAll(state, name)} { ${rule.style.cssText} }`, into.cssRules.length);
      }
      state.lastIndex = 0;
    }
  }
}
