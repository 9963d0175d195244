import { useSignal } from "@preact/signals";
import { readName } from "../../../board/name.ts";
import { ACCOUNT } from "../../messages/en/account/account.ts";
import type { Account } from "./account_api.ts";
import { AccountFace } from "./account_face.tsx";
import type { AccountDesk } from "./account_desk.ts";
import { NameAndColor } from "./name_and_color.tsx";
import { PictureRow } from "./picture_row.tsx";

/** Name, colour and picture of the person who is signed in. */
export function PersonSection({ desk, account }: { desk: AccountDesk; account: Account }) {
  const name = useSignal(account.name);
  const color = useSignal(account.color);
  const save = (event: Event) => {
    event.preventDefault();
    if (readName(name.value) !== "") void desk.change({ name: readName(name.value), color: color.value });
  };
  const shown = readName(name.value) || account.name;
  return (
    <section>
      <h1 class="account-person">
        <AccountFace account={{ ...account, name: shown, color: color.value }} />
        <span>{account.name}</span>
      </h1>
      <PictureRow desk={desk} hasPicture={account.picture !== undefined} />
      <form class="account-form" onSubmit={save}>
        <NameAndColor name={name} color={color} />
        <p class="note">{ACCOUNT.seenBy}</p>
        <div class="account-row">
          <button type="submit" class="primary">{ACCOUNT.save}</button>
          <button type="button" class="secondary" onClick={() => desk.signOut()}>{ACCOUNT.signOut}</button>
        </div>
      </form>
    </section>
  );
}
