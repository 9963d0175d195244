import { CopyButton } from "../copy_button.tsx";

/** The address of a link in a field to select it in, and a button that copies it. */
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
