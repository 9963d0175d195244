import { useSignal } from "@preact/signals";
import { USUAL_HEADS } from "../../../board/style.ts";
import type { Editor } from "../../editor/editor.ts";
import { STYLES } from "../../messages/en/style/styles.ts";
import { Later, part } from "../controls/lazy_part.tsx";

const HEAD_SECTION = part(() => import("./head_section.tsx").then(({ HeadSection }) => HeadSection));

/** The heads that few arrows have: loaded when the person asks for them, or when an arrow has one. */
export function MoreHeads({ editor }: { editor: Editor }) {
  const isOpen = useSignal(false);
  const { startHead, endHead } = editor.styling.styled.value.values;
  if (startHead === undefined) return null;
  const isUsual = (head: unknown) => typeof head === "symbol" || (USUAL_HEADS as readonly unknown[]).includes(head);
  const isShown = isOpen.value || !isUsual(startHead) || !isUsual(endHead);
  return (
    <>
      <div class="part">
        <button
          type="button"
          class="choice"
          aria-label={STYLES.moreHeads}
          title={STYLES.moreHeads}
          aria-expanded={isShown}
          onClick={() => isOpen.value = !isOpen.value}
        >
          …
        </button>
      </div>
      {isShown && <Later part={HEAD_SECTION} props={{ editor }} />}
    </>
  );
}
