import { render } from "preact";
import { ACCOUNT } from "./messages/en/account/account.ts";
import { AccountDesk } from "./ui/account/account_desk.ts";
import { AccountPage } from "./ui/account/account_page.tsx";
import { browserMemory } from "./ui/page/browser_storage.ts";

/** Shows the page of the own account instead of the start page. */
export function showAccount(root: HTMLElement): void {
  document.title = `${ACCOUNT.signIn} – Drawbridge`;
  render(<AccountPage desk={new AccountDesk(browserMemory())} />, root);
}
