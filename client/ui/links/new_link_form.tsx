import { useSignal } from "@preact/signals";
import { NAME_MAX } from "../../../board/limits.ts";
import type { Role } from "../../../board/role.ts";
import { boardAddress } from "./link.ts";
import { LinkAddress } from "./link_address.tsx";
import type { LinkDesk } from "./link_desk.ts";
import { expiryOf, lifetimes, OFFERED_ROLES, roleName } from "./link_words.ts";
import { OwnerLinkButton } from "./owner_link_button.tsx";
import type { PageLinks } from "./page_links.ts";
import { LINKS } from "../../messages/en/people/links.ts";

/** Creates a link and shows it. The server returns its secret only once; this browser stores it. */
export function NewLinkForm({ desk, links, origin }: { desk: LinkDesk; links: PageLinks; origin: string }) {
  const made = useSignal<{ role: Role; address: string; isKept: boolean } | undefined>(undefined);
  const make = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const said = new FormData(form);
    const role = said.get("role") as Role;
    const label = (said.get("label") as string).trim() || undefined;
    const expires = expiryOf(Number(said.get("days")), desk.now());
    const passphrase = said.get("passphrase") as string || undefined;
    const slug = await desk.make({ role, label, expires, passphrase });
    if (slug === undefined) return;
    const isPlain = label === undefined && expires === null && passphrase === undefined;
    const isKept = links.remember({ slug, role, label }, { isPlain });
    made.value = { role, address: boardAddress(origin, slug), isKept };
    form.reset();
  };
  return (
    <form class="link-form" onSubmit={make}>
      <p class="unseen" aria-live="polite" aria-atomic>
        {made.value && <span key={made.value.address}>{LINKS.isCreated}</span>}
      </p>
      {made.value && (
        <div class="made">
          <p class="note">{made.value.isKept ? LINKS.kept : LINKS.notKept}</p>
          {made.value.role === "owner"
            ? <OwnerLinkButton address={made.value.address} />
            : <LinkAddress name={LINKS.newLink} address={made.value.address} />}
        </div>
      )}
      <h3>{LINKS.newLink}</h3>
      <div class="share-row">
        <select class="input" name="role" aria-label={LINKS.allows}>
          {OFFERED_ROLES.map((role) => <option key={role} value={role}>{roleName(role)}</option>)}
        </select>
        <select class="input" name="days" aria-label={LINKS.lastsHint}>
          {lifetimes().map(([days, words]) => <option key={days} value={days}>{words}</option>)}
        </select>
      </div>
      <input
        class="input"
        name="label"
        maxLength={NAME_MAX}
        autocomplete="off"
        placeholder={LINKS.labelHint}
        aria-label={LINKS.label}
      />
      <input
        class="input"
        name="passphrase"
        type="password"
        maxLength={200}
        autocomplete="new-password"
        placeholder={LINKS.passphraseOptional}
        aria-label={LINKS.passphraseOptional}
      />
      <button type="submit" class="primary" aria-busy={desk.isBusy.value}>{LINKS.create}</button>
    </form>
  );
}
