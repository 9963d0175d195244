import { mount } from "./board_app.ts";
import { slugOfPath } from "./ui/links/link.ts";
import { browserMemory } from "./ui/page/browser_storage.ts";
import { PAGE } from "./messages/en/page.ts";
import { loadLanguage } from "./ui/page/language.ts";

const isEmbedded = location.pathname.startsWith("/embed/");
// A frame is a guest of another site: browsers keep little for it, and it keeps nothing.
const memory = isEmbedded ? undefined : browserMemory();
const language = loadLanguage({ memory }).then(() => document.title = PAGE.boardTitle);

mount(document.getElementById("app")!, {
  address: slugOfPath(location.pathname) ?? "",
  isEmbedded,
  storage: memory,
  language,
});
