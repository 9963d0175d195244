import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Keywords } from "./found_commands.ts";

/** The keywords of the commands, loaded on first use. Until then, and when they cannot be loaded, there are none. */
export function useKeywords(): Keywords {
  const keywords = useSignal<Keywords>(loaded);
  useEffect(() => {
    import("../../messages/en/palette/keywords.ts").then(
      ({ KEYWORDS }) => keywords.value = loaded = KEYWORDS,
      () => {},
    );
  }, []);
  return keywords.value;
}

let loaded: Keywords = {};
