import { hexOf } from "../../../board/palette.ts";
import type { Account } from "../account/account_api.ts";
import { keepMe } from "../account/keep_me.ts";
import { shownTheme } from "../page/theme.ts";
import { initialsOf } from "../people/initials.ts";
import { MyBoardsList } from "../boards/my_boards_list.tsx";

/** What the start page has for people who are signed in. One module compresses better than three. */
export const SIGNED_IN = { Boards: MyBoardsList, Face, keepMe };

/** Initials and colour of the person. Beside the name, so screen readers skip it. */
function Face({ account: { name, color } }: { account: Account }) {
  return (
    <span class="face" aria-hidden="true" style={{ "--color": hexOf(color, shownTheme()) }}>
      {initialsOf(name)}
    </span>
  );
}
