import { useMemo } from "preact/hooks";
import { SpokenWords } from "./spoken_words.ts";

/** What `ProblemRegion` or `NoticeRegion` shows. */
export function useSpokenWords(): SpokenWords<string | undefined> {
  return useMemo(() => new SpokenWords<string | undefined>(undefined), []);
}

interface LiveRegionProps {
  readonly words: SpokenWords<string | undefined>;
  readonly class?: string;
  readonly id?: string;
}

/** Shows why something failed. It exists before its words, and words that come again are a new element: both are spoken. */
export function ProblemRegion({ words, class: name = "problem", id }: LiveRegionProps) {
  return <p class={name} id={id} aria-live="assertive" aria-atomic>{spoken(words)}</p>;
}

/** Shows what was done, as `ProblemRegion`, but speaks when there is time. */
export function NoticeRegion({ words, class: name = "note", id }: LiveRegionProps) {
  return <p class={name} id={id} aria-live="polite" aria-atomic>{spoken(words)}</p>;
}

function spoken(words: SpokenWords<string | undefined>) {
  const text = words.spoken;
  return text && <span key={words.times.value}>{text}</span>;
}
