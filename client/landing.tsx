import { render } from "preact";
import { StartPage } from "./ui/start_page.tsx";

render(
  <StartPage origin={location.origin} open={(slug) => location.assign(`/b/${slug}`)} />,
  document.getElementById("app")!,
);
