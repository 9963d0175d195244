import type { Head } from "../../../board/style.ts";
import type { Editor } from "../../editor/editor.ts";
import { headIcon, RARE_HEADS } from "../../editor/style/head_icon.ts";
import { HEAD_NAMES } from "../../messages/en/style/heads.ts";
import { StyleChoice } from "./style_choice.tsx";

/** The heads of both ends of an arrow that few have. */
export function HeadSection({ editor }: { editor: Editor }) {
  return (
    <>
      {([["startHead", "start"], ["endHead", "end"]] as const).map(([property, label]) => (
        <StyleChoice
          key={property}
          editor={editor}
          property={property}
          label={HEAD_NAMES[label]}
          choices={RARE_HEADS.map((value) => ({
            value,
            label: HEAD_NAMES[value],
            face: <RareFace head={value} isStart={label === "start"} />,
          }))}
        />
      ))}
    </>
  );
}

/** The end of an arrow on the right, or its start on the left, as boards draw it. */
function RareFace({ head, isStart }: { head: Head; isStart: boolean }) {
  const { line, head: d, isFilled } = headIcon(head);
  return (
    <svg class={`icon ${isStart ? "face-start" : ""}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={line} />
      <path class={isFilled ? "is-filled" : ""} d={d} />
    </svg>
  );
}
