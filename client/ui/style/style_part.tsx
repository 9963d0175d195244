import type { ComponentChildren } from "preact";
import { CONTROLS } from "../../messages/en/controls.ts";

interface StylePartProps {
  readonly label: string;
  /** True when the values of the selection differ. */
  readonly isMixed?: boolean;
  /** CSS class of the part. */
  readonly look?: string;
  readonly children: ComponentChildren;
}

/** Choices for one property. Their icons explain them, so the label is visible only when the values differ. */
export function StylePart({ label, isMixed = false, look = "", children }: StylePartProps) {
  return (
    <div class={`part ${look}`}>
      {isMixed && <span class="part-label">{CONTROLS.mixed({ property: label })}</span>}
      {children}
    </div>
  );
}
