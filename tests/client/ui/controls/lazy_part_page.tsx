/** A part that somebody else loads after it was rendered and before its effects run, for a browser test. */
import { render } from "preact";
import { Later, part } from "../../../../client/ui/controls/lazy_part.tsx";

const PART = part(() => Promise.resolve(() => <p id="part">loaded</p>));

render(<Later part={PART} props={{}} />, document.getElementById("app")!);
void PART.load();
