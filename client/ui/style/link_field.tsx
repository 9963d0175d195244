import { LINK_MAX } from "../../../board/limits.ts";
import type { Shape } from "../../../board/shape.ts";
import type { Editor } from "../../editor/editor.ts";
import { linkFrom } from "../../editor/text/link_text.ts";
import { Icon } from "../controls/icon.tsx";
import { ProblemRegion, useSpokenWords } from "../controls/live_region.tsx";
import { PANEL_ICONS } from "../controls/panel_icons.ts";
import { ValueField } from "../controls/value_field.tsx";
import { STYLES } from "../../messages/en/style/styles.ts";

/** Edits the link of a shape. Accepts web and mail addresses only. */
export function LinkField({ editor, shape }: { editor: Editor; shape: Shape }) {
  const problem = useSpokenWords();
  const take = (typed: string) => {
    const link = linkFrom(typed);
    problem.value = link === undefined ? STYLES.badLink : undefined;
    if (link === undefined) return undefined;
    if (link !== (shape.link ?? null)) editor.writer.change(new Map([[shape.id, { link }]]));
    return link ?? "";
  };
  return (
    <div class="link-field">
      <label class="measure">
        <Icon name={PANEL_ICONS.link} />
        <ValueField
          key={shape.id}
          type="url"
          placeholder={STYLES.link}
          label={STYLES.link}
          isInvalid={problem.value !== undefined}
          maxLength={LINK_MAX}
          disabled={shape.locked}
          value={shape.link ?? ""}
          take={take}
        />
      </label>
      {shape.link && <a class="button" href={shape.link} target="_blank" rel="noopener noreferrer">{STYLES.open}</a>}
      <ProblemRegion words={problem} />
    </div>
  );
}
