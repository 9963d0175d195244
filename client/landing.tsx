import { render } from "preact";
import { forgetCopy } from "./sync/copy_name.ts";
import { START } from "./messages/en/start.ts";
import { StartPage } from "./ui/start/start_page.tsx";
import { browserMemory } from "./ui/page/browser_storage.ts";
import { loadLanguage } from "./ui/page/language.ts";
import { showChosenTheme } from "./ui/page/theme.ts";

/** The code that changes boards loads with the first use. Undefined without the network. */
const loadDesk = () => import("./board_desk.ts").catch(() => undefined);

showChosenTheme(browserMemory());
await loadLanguage({ memory: browserMemory() });
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
  document.getElementById("app")!,
);
