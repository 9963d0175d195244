import { mount } from "./board_app.ts";
import { slugOfPath } from "./ui/links/link.ts";
import { browserMemory } from "./ui/page/browser_storage.ts";

mount(document.getElementById("app")!, {
  address: slugOfPath(location.pathname) ?? "",
  storage: browserMemory(),
});
