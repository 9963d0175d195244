import type { Signal } from "@preact/signals";
import { NAME_MAX } from "../../../board/limits.ts";
import type { Color } from "../../../board/palette.ts";
import { ACCOUNT } from "../../messages/en/account/account.ts";
import { ColorChoice } from "./color_choice.tsx";

interface NameAndColorProps {
  readonly name: Signal<string>;
  readonly color: Signal<Color>;
}

/** The fields of a person. */
export function NameAndColor({ name, color }: NameAndColorProps) {
  return (
    <>
      <label>
        <span class="field-label">{ACCOUNT.name}</span>
        <input
          class="input"
          value={name.value}
          required
          maxLength={NAME_MAX}
          autocomplete="nickname"
          spellcheck={false}
          onInput={({ currentTarget }) => name.value = currentTarget.value}
        />
      </label>
      <ColorChoice color={color} />
    </>
  );
}
