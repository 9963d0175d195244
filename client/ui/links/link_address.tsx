import { CopyButton } from "../controls/copy_button.tsx";

/** A read-only field with the address of a link, and a button that copies it. */
export function LinkAddress({ name, address }: { name: string; address: string }) {
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
    </div>
  );
}
