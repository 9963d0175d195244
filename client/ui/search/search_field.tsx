import type { Ref } from "preact";

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly search: (words: string) => void;
  readonly field?: Ref<HTMLInputElement>;
  readonly look?: string;
  readonly maxLength?: number;
}

/**
 * A field that filters a list. It has no `type="search"`: Safari keeps every Escape for such a field, so that it would
 * not close the dialog around it.
 */
export function SearchField({ label, value, search, field, look = "", maxLength }: SearchFieldProps) {
  return (
    <input
      ref={field}
      class={`input ${look}`}
      role="searchbox"
      inputMode="search"
      enterkeyhint="search"
      aria-label={label}
      placeholder={label}
      value={value}
      maxLength={maxLength}
      autocomplete="off"
      spellcheck={false}
      onInput={({ currentTarget }) => search(currentTarget.value)}
    />
  );
}
