import { render } from "preact";
import { forgetCopy } from "./sync/copy_name.ts";
// The page of the account needs these. In files of their own, they would weigh more on boards.
import "./messages/en/style/colors.ts";
import "./ui/people/initials.ts";
import { START } from "./messages/en/start.ts";
import { StartPage } from "./ui/start/start_page.tsx";
import { browserMemory } from "./ui/page/browser_storage.ts";
import { loadLanguage } from "./ui/page/language.ts";
import { applySheet } from "./ui/page/style_sheet.ts";
import { showChosenTheme } from "./ui/page/theme.ts";

/** The code that changes boards loads with the first use. Undefined without the network. */
const loadDesk = () => import("./board_desk.ts").catch(() => undefined);

/** A page whose code and styles load only here. */
async function showLater(load: Promise<(root: HTMLElement) => void>): Promise<void> {
  const [show] = await Promise.all([load, applySheet("link[rel=later]")]);
  show(root);
}

showChosenTheme(browserMemory());
await loadLanguage({ memory: browserMemory() });
const root = document.getElementById("app")!;
if (location.pathname === "/account") await showLater(import("./account.tsx").then((page) => page.showAccount));
else if (location.pathname.startsWith("/docs/")) await showLater(import("./docs.tsx").then((page) => page.showDocs));
else {
  render(
    <StartPage
      origin={location.origin}
      desk={{
        rename: async (slug, title) => {
          const desk = await loadDesk();
          return await desk?.rename(slug, title) ?? "unreachable";
        },
        duplicate: async (slug, title) => {
          const desk = await loadDesk();
          return await desk?.duplicate(slug, title) ?? { problem: START.notDuplicated };
        },
        scribble: async (element) => {
          const loaded = await import("./scribble.ts").catch(() => undefined);
          return loaded?.startScribble(element, browserMemory());
        },
      }}
      open={(slug) => location.assign(`/b/${slug}`)}
      forgotten={(slugs) => slugs.forEach(forgetCopy)}
    />,
    root,
  );
}
