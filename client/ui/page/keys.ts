const MAC_SIGNS: Record<string, string> = { Mod: "⌘", Shift: "⇧", Alt: "⌥", Ctrl: "⌃" };

const SIGNS: Record<string, string> = {
  Space: "Space",
  "-": "−",
  "=": "+",
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Arrows: "← ↑ ↓ →",
};

/** The caps of a shortcut on the person's keyboard: "Mod+Shift+Z" → ["⇧", "⌘", "Z"] or ["Ctrl", "Shift", "Z"]. */
export function keyCaps(keys: string, mac: boolean): string[] {
  const parts = keys === "+" ? ["+"] : keys.replace(/\+\+$/, "+=").split("+");
  const caps = parts.map((part) => {
    if (mac && part in MAC_SIGNS) return MAC_SIGNS[part];
    if (part === "Mod") return "Ctrl";
    return SIGNS[part] ?? (part.length === 1 ? part.toUpperCase() : part);
  });
  // Apple lists Command as the last modifier.
  return mac && caps.includes("⌘") ? [...caps.filter((c) => c === "⇧" || c === "⌥"), "⌘", caps.at(-1)!] : caps;
}

/** A shortcut in one line, for tooltips. */
export function keyText(keys: string, mac: boolean): string {
  return keyCaps(keys, mac).join(mac ? "" : "+");
}
