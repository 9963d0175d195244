import { hexOf, type Theme } from "../../../board/palette.ts";
import type { Me } from "../../editor/editor.ts";
import { initialsOf } from "./initials.ts";

export function Face({ person, theme, className = "face" }: { person: Me; theme: Theme; className?: string }) {
  return (
    <span class={className} aria-hidden="true" style={{ "--color": hexOf(person.color, theme) }}>
      {initialsOf(person.name)}
    </span>
  );
}
