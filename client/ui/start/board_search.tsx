import type { Signal } from "@preact/signals";
import { Icon } from "../controls/icon.tsx";
import { START } from "../../messages/en/start.ts";

/** The field that filters a list of boards. */
export function BoardSearch({ query }: { readonly query: Signal<string> }) {
  return (
    <label class="visits-search">
      <Icon name="search" />
      <input
        type="search"
        class="input"
        aria-label={START.search}
        placeholder={START.search}
        autocomplete="off"
        spellcheck={false}
        value={query.value}
        onInput={({ currentTarget }) => query.value = currentTarget.value}
      />
    </label>
  );
}
