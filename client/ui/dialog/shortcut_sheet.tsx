import { type Command, GROUPS } from "../../editor/command.ts";
import { Keys } from "../controls/key_caps.tsx";
import { isMac } from "../../editor/platform.ts";
import { SHORTCUTS } from "../../messages/en/shortcuts.ts";
import { GROUP_NAMES } from "../../messages/en/groups.ts";

/** Navigation gestures, which are not commands. */
const GESTURES = [["move", "howToMove"], ["zoom", "howToZoom"]] as const;

/** A list of all shortcuts, taken from the commands. */
export function ShortcutSheet({ commands, mac = isMac() }: { commands: readonly Command[]; mac?: boolean }) {
  return (
    <div class="shortcuts">
      {GROUPS.map((group) => {
        const listed = commands.filter((command) => command.group === group && command.keys.length > 0);
        return listed.length === 0 ? null : (
          <section key={group}>
            <h3>{GROUP_NAMES[group]}</h3>
            <dl>
              {listed.map((command) => (
                <div class="row" key={command.id}>
                  <dt>{command.label}</dt>
                  <dd>{command.keys.map((keys) => <Keys key={keys} keys={keys} mac={mac} />)}</dd>
                </div>
              ))}
              {group === "View" && GESTURES.map(([label, how]) => (
                <div class="row" key={label}>
                  <dt>{SHORTCUTS[label]}</dt>
                  <dd class="note">{mac ? SHORTCUTS[how].replace("Ctrl", "⌘") : SHORTCUTS[how]}</dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
    </div>
  );
}
