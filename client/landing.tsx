import { render } from "preact";
import { forgetCopy } from "./sync/copy_name.ts";
import { StartPage } from "./ui/start/start_page.tsx";

render(
  <StartPage
    origin={location.origin}
    open={(slug) => location.assign(`/b/${slug}`)}
    forgotten={(slugs) => slugs.forEach(forgetCopy)}
  />,
  document.getElementById("app")!,
);
