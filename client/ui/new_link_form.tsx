import { useSignal } from "@preact/signals";
import { NAME_MAX } from "../../board/limits.ts";
import type { Role } from "../../board/role.ts";
import { CopyButton } from "./copy_button.tsx";
import { boardAddress } from "./link.ts";
import type { LinkDesk } from "./link_desk.ts";
import { expiryOf, LASTS, ROLE_WORDS } from "./link_words.ts";

const ROLES: readonly Role[] = ["editor", "viewer", "owner"];

/** Makes one more link to the board, and shows it: its secret is told only once. */
export function NewLinkForm({ desk, origin }: { desk: LinkDesk; origin: string }) {
  const made = useSignal<string | undefined>(undefined);
  const make = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const said = new FormData(form);
    const slug = await desk.make({
      role: said.get("role") as Role,
      label: said.get("label") as string,
      expires: expiryOf(Number(said.get("days")), Date.now()),
      passphrase: said.get("passphrase") as string || undefined,
    });
    if (slug === undefined) return;
    made.value = boardAddress(origin, slug);
    form.reset();
  };
  return (
    <form class="link-form" onSubmit={make}>
      <h3>New link</h3>
      <div class="share-row">
        <select class="input" name="role" aria-label="What the link allows">
          {ROLES.map((role) => <option key={role} value={role}>{ROLE_WORDS[role]}</option>)}
        </select>
        <select class="input" name="days" aria-label="How long it lasts">
          {LASTS.map(([days, words]) => <option key={days} value={days}>{words}</option>)}
        </select>
      </div>
      <input
        class="input"
        name="label"
        maxLength={NAME_MAX}
        autocomplete="off"
        placeholder="Label, for this list only"
        aria-label="Label"
      />
      <input
        class="input"
        name="passphrase"
        type="password"
        maxLength={200}
        autocomplete="new-password"
        placeholder="Passphrase (optional)"
        aria-label="Passphrase (optional)"
      />
      <button type="submit" class="primary" aria-busy={desk.isBusy.value}>Make link</button>
      {made.value && (
        <div class="made" role="status">
          <p class="note">Copy it now: it is shown only here and only once.</p>
          <div class="share-row">
            <input
              class="input"
              aria-label="New link"
              readOnly
              value={made.value}
              onFocus={({ currentTarget }) => currentTarget.select()}
            />
            <CopyButton key={made.value} text={made.value} />
          </div>
        </div>
      )}
    </form>
  );
}
