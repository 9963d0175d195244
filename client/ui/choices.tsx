import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

export interface Choice<T> {
  readonly value: T;
  readonly label: string;
  readonly face: ComponentChildren;
}

interface ChoicesProps<T> {
  readonly label: string;
  readonly choices: readonly Choice<T>[];
  /** Undefined: what is selected does not agree. */
  readonly chosen: T | undefined;
  readonly choose: (value: T) => void;
  /** Class of the row. */
  readonly look?: string;
}

/** One of several, as radio buttons: arrow keys walk through them, one Tab leaves them. */
export function Choices<T extends string | number>({ label, choices, chosen, choose, look = "" }: ChoicesProps<T>) {
  const group = useId();
  return (
    <div class={`choices ${look}`} role="radiogroup" aria-label={chosen === undefined ? `${label}, mixed` : label}>
      {choices.map(({ value, label, face }) => (
        <label key={value} class="choice" title={label}>
          <input
            type="radio"
            name={group}
            aria-label={label}
            checked={value === chosen}
            onChange={() => choose(value)}
          />
          {face}
        </label>
      ))}
    </div>
  );
}
