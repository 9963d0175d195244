/**
 * The design system, served at `/dev/looks` in development: every control, icon, colour, text size, distance, elevation
 * and state, in both themes and at 100 or 200 % text size. Made from the real components and tokens.
 */
import { signal } from "@preact/signals";
import { render } from "preact";
import type { Theme } from "../../board/palette.ts";
import { BoardFrame } from "./board_frame.tsx";
import { Controls } from "./controls.tsx";
import { Foundations } from "./foundations.tsx";
import { Icons } from "./icons.tsx";
import { showStates } from "./tokens.ts";

const THEMES = ["both", "light", "dark"] as const;
const SIZES = ["100", "200"] as const;

const address = new URL(location.href);
const theme = signal(address.searchParams.get("theme") ?? "both");
const text = signal(address.searchParams.get("text") ?? "100");

function Looks() {
  // As the setting of a browser for larger text.
  document.documentElement.style.fontSize = `${text.value}%`;
  const themes: readonly Theme[] = theme.value === "both" ? ["light", "dark"] : [theme.value as Theme];
  return (
    <>
      <nav class="looks-bar">
        <strong>Looks</strong>
        <Choice name="theme" values={THEMES} chosen={theme} />
        <Choice name="text" values={SIZES} chosen={text} unit=" %" />
        <a href="/">Start page</a>
      </nav>
      <div class="looks-themes">
        {themes.map((each) => (
          <main key={each} class="looks-theme" style={{ colorScheme: each }}>
            <Foundations theme={each} />
            <Icons />
            <Controls theme={each} />
            <BoardFrame theme={each} />
          </main>
        ))}
      </div>
    </>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly values: readonly string[];
  readonly chosen: typeof theme;
  readonly unit?: string;
}

function Choice({ name, values, chosen, unit = "" }: ChoiceProps) {
  return (
    <fieldset aria-label={name}>
      {values.map((value) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            checked={value === chosen.value}
            onChange={() => {
              chosen.value = value;
              address.searchParams.set(name, value);
              history.replaceState(history.state, "", address);
            }}
          />{" "}
          {value}
          {unit}
        </label>
      ))}
    </fieldset>
  );
}

showStates();
const canvas = document.createElement("div");
canvas.id = "canvas";
document.body.append(canvas);
render(<Looks />, document.getElementById("app")!);
