import { CopyButton } from "../controls/copy_button.tsx";
import { LINKS } from "../../messages/en/people/links.ts";

/** A read-only field with the address of a link, and buttons that copy it or hand it to another app. */
export function LinkAddress({ name, address }: { name: string; address: string }) {
  // Missing in some browsers, and without a secure context.
  const canSend = "share" in navigator;
  return (
    <div class="share-row">
      <input
        class="input"
        aria-label={name}
        readOnly
        value={address}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <CopyButton key={address} text={address} />
      {canSend && <button type="button" class="secondary" onClick={() => void send(address)}>{LINKS.send}</button>}
    </div>
  );
}

/** Opens the system's list of apps. The person may close it, which is no failure. */
async function send(url: string): Promise<void> {
  await navigator.share({ url, title: document.title }).catch(() => {});
}
