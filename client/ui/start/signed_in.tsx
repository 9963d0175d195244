import { AccountFace } from "../account/account_face.tsx";
import { keepMe } from "../account/keep_me.ts";
import { MyBoardsList } from "../boards/my_boards_list.tsx";

/** What the start page has for people who are signed in. One module compresses better than three. */
export const SIGNED_IN = { Boards: MyBoardsList, Face: AccountFace, keepMe };
