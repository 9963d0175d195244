import { useSignal } from "@preact/signals";
import { ConfirmButton } from "../controls/confirm_button.tsx";

const EXPLANATION =
  "This is the owner link. Whoever has it can do all that you can: change and revoke links, and delete the board. " +
  "Give it only to your own devices.";

/** Copies an owner link after the person has confirmed an explanation of what it allows. */
export function OwnerLinkButton({ address }: { address: string }) {
  const outcome = useSignal("");
  const copy = async () => {
    // Without a secure context there is no clipboard API.
    const copied = await navigator.clipboard?.writeText(address).then(() => true, () => false) ?? false;
    outcome.value = copied ? "The owner link was copied." : `The browser does not let this page copy it: ${address}`;
  };
  return (
    <div class="owner-link">
      <ConfirmButton key={outcome.value} label="Copy owner link" explanation={EXPLANATION} run={copy} />
      <p class="note" role="status">{outcome.value}</p>
    </div>
  );
}
