import { useRef } from "preact/hooks";
import { ACCOUNT } from "../../messages/en/account/account.ts";
import type { AccountDesk } from "./account_desk.ts";

/** Chooses a picture, replaces it, and removes it. */
export function PictureRow({ desk, hasPicture }: { desk: AccountDesk; hasPicture: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  const choose = () => {
    const [file] = input.current!.files!;
    if (file) void desk.setPicture(file);
    // The same file may be chosen again.
    input.current!.value = "";
  };
  return (
    <div class="account-row">
      <input ref={input} type="file" accept="image/*" hidden onChange={choose} />
      <button type="button" class="secondary" onClick={() => input.current!.click()}>
        {hasPicture ? ACCOUNT.replacePicture : ACCOUNT.choosePicture}
      </button>
      {hasPicture && (
        <button type="button" class="secondary" onClick={() => void desk.removePicture()}>
          {ACCOUNT.removePicture}
        </button>
      )}
    </div>
  );
}
