import { render } from "preact";
import { forgetCopy } from "./sync/copy_name.ts";
import { StartPage } from "./ui/start/start_page.tsx";
import { browserMemory } from "./ui/page/browser_storage.ts";
import { loadLanguage } from "./ui/page/language.ts";
import { showChosenTheme } from "./ui/page/theme.ts";

showChosenTheme(browserMemory());
await loadLanguage({ memory: browserMemory() });
render(
  <StartPage
    origin={location.origin}
    open={(slug) => location.assign(`/b/${slug}`)}
    forgotten={(slugs) => slugs.forEach(forgetCopy)}
  />,
  document.getElementById("app")!,
);
