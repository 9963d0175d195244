import { useSignal } from "@preact/signals";
import { hexOf, type Theme } from "../../board/palette.ts";
import { DASHES } from "../../board/style.ts";
import type { Command } from "../../client/editor/command.ts";
import { ActionButton } from "../../client/ui/controls/action_button.tsx";
import { BOARD_ICONS } from "../../client/ui/controls/board_icons.ts";
import { Choices } from "../../client/ui/controls/choices.tsx";
import { ConfirmButton } from "../../client/ui/controls/confirm_button.tsx";
import { CopyButton } from "../../client/ui/controls/copy_button.tsx";
import { Icon } from "../../client/ui/controls/icon.tsx";
import { Keys } from "../../client/ui/controls/key_caps.tsx";
import { PANEL_ICONS } from "../../client/ui/controls/panel_icons.ts";
import { MENU_ICONS } from "../../client/ui/view/menu_icons.ts";
import { Tabs } from "../../client/ui/controls/tabs.tsx";
import { Swatches } from "../../client/ui/style/swatches.tsx";
import { DASH_FACES } from "../../client/ui/style/style_faces.tsx";
import { Cell } from "./foundations.tsx";

const PEN: Command = { id: "tool.pen", label: "Pen", group: "Tools", keys: ["P"], run() {} };

/** A button and its name, in the states that a pointer or the keyboard causes. */
const POINTED = [["rest", ""], ["hover", "is-hover"], ["focus", "is-focus"]] as const;

/** Buttons, fields, choices and lists, in every state. */
export function Controls({ theme }: { theme: Theme }) {
  const dash = useSignal<typeof DASHES[number]>("dashed");
  const color = useSignal("blue");
  const tab = useSignal("color");
  return (
    <>
      <h2>Buttons</h2>
      <div class="looks-row">
        {POINTED.map(([label, name]) => (
          <Cell key={label} label={label}>
            <button type="button" class={`button ${name}`} aria-label="Pen">{<Icon name="pen" />}</button>
          </Cell>
        ))}
        <Cell label="pressed">{<ActionButton command={PEN} icon="pen" pressed />}</Cell>
        <Cell label="disabled">{<ActionButton command={PEN} icon={BOARD_ICONS.undo} disabled />}</Cell>
      </div>
      <div class="looks-row">
        {POINTED.map(([label, name]) => (
          <Cell key={label} label={label}>
            <button type="button" class={`primary ${name}`}>Create link</button>
          </Cell>
        ))}
        <Cell label="busy">
          <button type="button" class="primary" aria-busy="true">Creating…</button>
        </Cell>
        <Cell label="copies">{<CopyButton text="drawbridge" />}</Cell>
      </div>
      <div class="looks-row looks-dialog dialog">
        {POINTED.map(([label, name]) => (
          <Cell key={label} label={label}>
            <button type="button" class={`secondary ${name}`}>Cancel</button>
          </Cell>
        ))}
        <Cell label="disabled">
          <button type="button" class="secondary" disabled>Cancel</button>
        </Cell>
        {POINTED.map(([label, name]) => (
          <Cell key={label} label={label}>
            <button type="button" class={`danger ${name}`}>Delete board</button>
          </Cell>
        ))}
        <ConfirmButton label="Replace all links" explanation="People with the old links lose access." run={() => {}} />
      </div>
      <h2>Fields</h2>
      <div class="looks-row">
        <Cell label="empty">
          <input class="input" placeholder="Name of the board" aria-label="Empty" />
        </Cell>
        <Cell label="filled">
          <input class="input" value="Plan of the harbour" aria-label="Filled" />
        </Cell>
        <Cell label="focus">
          <input class="input is-focus" value="Plan of the harbour" aria-label="Focused" />
        </Cell>
        <Cell label="range">
          <input type="range" aria-label="Range" />
        </Cell>
        <Cell label="check">
          <label class="check">
            <input type="checkbox" checked /> Show grid
          </label>
        </Cell>
        <Cell label="select">
          <select class="input" aria-label="Select">
            <option>Draw and view</option>
          </select>
        </Cell>
      </div>
      <h2>Choices</h2>
      <div class="looks-row style-panel looks-panel panel">
        <div class="styles">
          <Choices
            label="Line"
            chosen={dash.value}
            choose={(value) => dash.value = value}
            choices={DASHES.map((value) => ({ value, label: value, face: DASH_FACES[value] }))}
          />
          <Swatches theme={theme} chosen={color.value} choose={(value) => color.value = value} />
          {(["true", "false", "mixed"] as const).map((pressed) => (
            <button key={pressed} type="button" class="choice toggle" aria-pressed={pressed} aria-label="Hand-drawn">
              <Icon name={PANEL_ICONS.sketch} />
            </button>
          ))}
        </div>
      </div>
      <h3>Tabs</h3>
      <div class="panel">
        <Tabs
          label="Tabs"
          chosen={tab.value}
          choose={(name) => tab.value = name}
          tabs={[["color", "Colour"], ["shape", "Shape"], ["text", "Text"]].map(([name, label]) => ({
            name,
            label,
            content: () => <p class="dialog-body">{label}</p>,
          }))}
        />
      </div>
      <h2>Lists</h2>
      <div class="looks-row">
        <ul class="panel looks-list">
          {([["rest", {}], ["hover", { class: "item is-hover" }], ["on", { "aria-pressed": "true" }], ["disabled", {
            "aria-disabled": "true",
          }]] as const).map(([label, state]) => (
            <li key={label}>
              <button type="button" class="item" {...state}>
                <Icon name={MENU_ICONS.grid} /> Grid, {label} <Keys keys="Mod+'" mac={false} />
              </button>
            </li>
          ))}
        </ul>
        <ul class="panel looks-list results">
          {(["false", "true"] as const).map((selected) => (
            <li key={selected} class="item" role="option" aria-selected={selected}>
              <Icon name="search" /> Found <mark>word</mark>
            </li>
          ))}
        </ul>
        <Keys keys="Mod+Shift+K" mac={false} />
      </div>
      <h2>People</h2>
      <div class="looks-row">
        <span class="faces">
          {(["blue", "orange", "green", "yellow"] as const).map((each) => (
            <span key={each} class="face" style={{ "--color": hexOf(each, theme) }}>AL</span>
          ))}
          <span class="face face-count">+3</span>
        </span>
      </div>
    </>
  );
}
