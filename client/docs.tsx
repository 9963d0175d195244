import { render } from "preact";
import { DocsPage } from "./ui/boards/docs_page.tsx";

/** Shows the page of an address `/docs/<name>` instead of the start page. */
export function showPage(root: HTMLElement): void {
  const [, , name = ""] = location.pathname.split("/");
  render(<DocsPage name={name} origin={location.origin} open={(slug) => location.replace(`/b/${slug}`)} />, root);
}
