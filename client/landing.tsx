import { render } from "preact";
import { forgetCopy } from "./sync/copy_name.ts";
// The page of the account needs it. In a file of its own, it would weigh more on boards.
import "./messages/en/style/colors.ts";
import { START } from "./messages/en/start.ts";
import { StartPage } from "./ui/start/start_page.tsx";
import { browserMemory } from "./ui/page/browser_storage.ts";
import { loadLanguage } from "./ui/page/language.ts";
import { applySheet } from "./ui/page/style_sheet.ts";
import { showChosenTheme } from "./ui/page/theme.ts";

/** The code that changes boards loads with the first use. Undefined without the network. */
const loadDesk = () => import("./board_desk.ts").catch(() => undefined);

/** A page whose code and styles load only there. Undefined at the address of the start page. */
function loadOtherPage(path: string) {
  if (path === "/account") return import("./account.tsx");
  return path.startsWith("/docs/") ? import("./docs.tsx") : undefined;
}

showChosenTheme(browserMemory());
await loadLanguage({ memory: browserMemory() });
const root = document.getElementById("app")!;
const other = loadOtherPage(location.pathname);
if (other) {
  const [{ showPage }] = await Promise.all([other, applySheet("link[rel=later]")]);
  showPage(root);
} else {
  render(
    <StartPage
      origin={location.origin}
      desk={{
        rename: async (slug, title) => {
          const desk = await loadDesk();
          return desk ? await desk.rename(slug, title) : START.noServer;
        },
        duplicate: async (slug, title) => {
          const copy = await import("./board_copy.ts").catch(() => undefined);
          return await copy?.duplicate(slug, title) ?? { problem: START.noServer };
        },
        create: async (drawn) => {
          const part = await import("./scribble.ts").catch(() => undefined);
          return await part?.newBoard(drawn) ?? { problem: START.noServer };
        },
        picture: async (slugs, theme) => {
          const part = await import("./kept/kept_picture.ts").catch(() => undefined);
          return await part?.keptPicture(slugs, theme);
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
