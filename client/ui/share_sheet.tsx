import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { Role } from "../../board/role.ts";
import type { Status } from "../editor/status.ts";
import { CopyButton } from "./copy_button.tsx";
import { LinksSheet } from "./links_sheet.tsx";
import { boardAddress } from "./link.ts";
import { QrCode } from "./qr_code.tsx";
import { shareChoices } from "./share_choices.ts";
import type { Links } from "./visits.ts";

interface ShareSheetProps {
  readonly slug: string;
  /** Undefined until the server has told it: the sheet may be open before. */
  readonly role: ReadonlySignal<Role | undefined>;
  readonly links: Links;
  readonly origin: string;
  readonly status: ReadonlySignal<Status>;
  /** See `ChromeProps`. */
  readonly ended: () => void;
}

/** Which link to give, what it allows, and three ways to give it: copy, scan, or the system's own sharing. */
export function ShareSheet({ slug, role, links, origin, status, ended }: ShareSheetProps) {
  const known = useSignal(links);
  const isManaging = useSignal(false);
  const { choices, note } = shareChoices(slug, role.value, known.value);
  const chosen = useSignal(0);
  const group = useId();
  // One that was revoked is offered no more.
  const choice = choices[chosen.value] ?? choices[0];
  const address = boardAddress(origin, choice.slug);
  return (
    <div class="share">
      <div class="share-choices" role="radiogroup" aria-label="What the link allows">
        {choices.map(({ slug, title, allows }, i) => (
          <label class="share-choice" key={slug}>
            <input type="radio" name={group} checked={choices[i] === choice} onChange={() => chosen.value = i} />
            <span class="share-title">{title}</span>
            <span class="note">{allows}</span>
          </label>
        ))}
      </div>
      <div class="share-row">
        <input
          class="input"
          aria-label="Link"
          readOnly
          value={address}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
        <CopyButton key={address} text={address} />
      </div>
      <div class="share-scan">
        <QrCode text={address} />
        <p class="note">Scan to open the board on a phone or tablet.</p>
      </div>
      {note && <p class="note share-note">{note}</p>}
      {role.value === "owner" && (
        <details
          class="share-note"
          onToggle={({ currentTarget }) => isManaging.value = currentTarget.open}
        >
          <summary>Manage links</summary>
          {isManaging.value && (
            <LinksSheet
              {...{ slug, origin, status, ended }}
              links={known.value}
              known={(links) => known.value = links}
            />
          )}
        </details>
      )}
    </div>
  );
}
