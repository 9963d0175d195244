import { useSignal } from "@preact/signals";
import { ConfirmButton } from "../controls/confirm_button.tsx";
import { LINKS } from "../../messages/en/people/links.ts";

/** Copies an owner link after the person has confirmed an explanation of what it allows. */
export function OwnerLinkButton({ address }: { address: string }) {
  const outcome = useSignal("");
  const copy = async () => {
    // Without a secure context there is no clipboard API.
    const copied = await navigator.clipboard?.writeText(address).then(() => true, () => false) ?? false;
    outcome.value = copied ? LINKS.ownerCopied : LINKS.ownerNotCopied({ address });
  };
  return (
    <div class="owner-link">
      <ConfirmButton key={outcome.value} label={LINKS.copyOwner} explanation={LINKS.ownerExplained} run={copy} />
      <p class="note" aria-live="polite" aria-atomic>{outcome.value}</p>
    </div>
  );
}
