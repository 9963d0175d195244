import { type Command, GROUPS } from "../../editor/command.ts";
import { Keys } from "../controls/key_caps.tsx";
import { isMac } from "../../editor/platform.ts";

/** Navigation gestures, which are not commands. */
const GESTURES: readonly [label: string, how: string][] = [
  ["Move", "Wheel, Space-drag or two fingers"],
  ["Zoom", "Ctrl-wheel or pinch"],
];

/** A list of all shortcuts, taken from the commands. */
export function ShortcutSheet({ commands, mac = isMac() }: { commands: readonly Command[]; mac?: boolean }) {
  return (
    <div class="shortcuts">
      {GROUPS.map((group) => {
        const listed = commands.filter((command) => command.group === group && command.keys.length > 0);
        return listed.length === 0 ? null : (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {listed.map((command) => (
                <div class="row" key={command.id}>
                  <dt>{command.label}</dt>
                  <dd>{command.keys.map((keys) => <Keys key={keys} keys={keys} mac={mac} />)}</dd>
                </div>
              ))}
              {group === "View" && GESTURES.map(([label, how]) => (
                <div class="row" key={label}>
                  <dt>{label}</dt>
                  <dd class="note">{mac ? how.replace("Ctrl", "⌘") : how}</dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
    </div>
  );
}
