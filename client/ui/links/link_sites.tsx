import { useSignal } from "@preact/signals";
import { FRAME_SITES_MAX } from "../../../board/embed/frame_sites.ts";
import { EMBEDDING } from "../../messages/en/people/embedding.ts";
import { CopyButton } from "../controls/copy_button.tsx";
import { embedCode, linesOf } from "./embed_code.ts";
import type { ListedLink } from "./listed_link.ts";

interface LinkSitesProps {
  readonly link: ListedLink;
  /** Present when this browser knows the link. */
  readonly address?: string | undefined;
}

/** Fields for the sites that may show the board of a link in a frame, and the code for their pages. */
export function LinkSites({ link: { role, sites }, address }: LinkSitesProps) {
  const isAny = useSignal(sites === "any");
  const isShown = sites === "any" || sites.length > 0;
  return (
    <>
      <label>
        <span class="field-label">{EMBEDDING.sites}</span>
        <textarea
          class="input sites"
          name="sites"
          rows={2}
          spellcheck={false}
          placeholder={EMBEDDING.example}
          disabled={isAny.value}
          defaultValue={linesOf(sites)}
        />
      </label>
      {role === "viewer" && (
        <label class="check">
          <input
            type="checkbox"
            name="anySite"
            checked={isAny.value}
            onChange={({ currentTarget }) => isAny.value = currentTarget.checked}
          />{" "}
          {EMBEDDING.anySite}
        </label>
      )}
      <p class="note">{(role === "viewer" ? EMBEDDING.viewHint : EMBEDDING.drawHint)({ count: FRAME_SITES_MAX })}</p>
      {isShown && address === undefined && <p class="note">{EMBEDDING.unknownLink}</p>}
      {isShown && address !== undefined && (
        <label>
          <span class="field-label">{EMBEDDING.code}</span>
          <input
            class="input"
            readOnly
            value={embedCode(address, role)}
            onFocus={({ currentTarget }) => currentTarget.select()}
          />
        </label>
      )}
      {isShown && address !== undefined && <CopyButton text={embedCode(address, role)} label={EMBEDDING.copyCode} />}
    </>
  );
}
