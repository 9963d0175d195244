import type { Account } from "./account_api.ts";
import { colorInTheme } from "./color_in_theme.ts";
import { initialsOf } from "../people/initials.ts";

/** Picture or initials of the person who is signed in. Not `Face`: a board would load what both pages have as a file. */
export function AccountFace(
  { account: { name, color, picture } }: { account: Pick<Account, "name" | "color" | "picture"> },
) {
  return (
    <span class="face" aria-hidden="true" style={{ "--color": colorInTheme(color) }}>
      {initialsOf(name)}
      {picture && (
        <img
          key={picture}
          src={`/api/account/pictures/${picture}`}
          alt=""
          onError={({ currentTarget }) => currentTarget.hidden = true}
        />
      )}
    </span>
  );
}
