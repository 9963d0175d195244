import { mount } from "./board_app.ts";
import { slugOfPath } from "./ui/links/link.ts";
import { browserMemory } from "./ui/page/browser_storage.ts";
import { PAGE } from "./messages/en/page.ts";
import { loadLanguage } from "./ui/page/language.ts";

const memory = browserMemory();
const language = loadLanguage({ memory }).then(() => document.title = PAGE.boardTitle);

mount(document.getElementById("app")!, {
  address: slugOfPath(location.pathname) ?? "",
  storage: memory,
  language,
});
