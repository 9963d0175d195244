import { render } from "preact";
import { ACCOUNT } from "./messages/en/account/account.ts";
import { AccountDesk } from "./ui/account/account_desk.ts";
import { AccountPage } from "./ui/account/account_page.tsx";
import { browserMemory } from "./ui/page/browser_storage.ts";

/** Shows the page of the own account instead of the start page. */
export function showPage(root: HTMLElement): void {
  document.title = `${ACCOUNT.signIn} – Drawbridge`;
  const desk = new AccountDesk(browserMemory());
  desk.explain(location.hash);
  history.replaceState(history.state, "", location.pathname + location.search);
  render(<AccountPage desk={desk} />, root);
}
