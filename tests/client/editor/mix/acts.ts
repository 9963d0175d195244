import { HEADS } from "../../../../board/figure/line/arrow_head.ts";
import { COLORS } from "../../../../board/palette.ts";
import { isWritten } from "../../../../board/kinds/kinds.ts";
import type { Shape } from "../../../../board/shape.ts";
import { ALIGNS, DASHES, FILLS, FONTS, ROUTES } from "../../../../board/style.ts";
import { toBoard } from "../../../../board/figure/point.ts";
import { clipOf } from "../../../../client/editor/arrange/clip.ts";
import { cropped, uncropped } from "../../../../client/editor/arrange/cropping.ts";
import { paste } from "../../../../client/editor/arrange/paste.ts";
import { CardColumn } from "../../../../client/out/cards/card_column.ts";
import { linkFrom } from "../../../../client/editor/text/link_text.ts";
import { STYLE_PROPERTIES, type StyleProperty } from "../../../../client/editor/style/shape_defaults.ts";
import { measured } from "../../../../client/editor/selection/measured.ts";
import { type Measure, measuresOf } from "../../../../client/editor/selection/measures.ts";
import { openMenu } from "../../../../client/editor/selection/menu_target.ts";
import { chainNote, noteInHand, SIDES } from "../../../../client/editor/selection/note_chain.ts";
import { STROKE_SIZES, STROKE_WIDTH } from "../../../../client/editor/style/style.ts";
import { handlesOf } from "../../../../client/geometry/handles.ts";
import type { ShapeStyle } from "../../../../client/tools/tool.ts";
import { allTools } from "../../../../client/tools/tool_registry.ts";
import "../../../../client/tools/tools.ts";
import type { Random } from "../../../support/random.ts";
import type { DragOptions, Ending, Person, Point } from "./person.ts";

/** Counts of actions: commands by id, presses by tool, and other actions by name. */
export type Tally = Map<string, number>;

type Act = (person: Person, note: (what: string) => void) => void;

/** Values of each look property, as the style panel offers them. */
const LOOKS: { readonly [P in StyleProperty]: readonly ShapeStyle[P][] } = {
  color: [...COLORS, "#12ab9f"],
  width: STROKE_SIZES.map((size) => STROKE_WIDTH[size]),
  dash: DASHES,
  fill: FILLS,
  fillColor: COLORS,
  sketch: [true, false],
  rounded: [true, false],
  opacity: [0.1, 0.5, 1],
  startHead: HEADS,
  endHead: HEADS,
  route: ROUTES,
  smooth: [true, false],
  font: FONTS,
  fontSize: [14, 20, 28, 44],
  align: ALIGNS,
};

const ENDINGS: readonly Ending[] = ["up", "up", "up", "up", "up", "up", "up", "cancel", "lose", "escape"];

/** All actions of a person, with their relative frequency. */
export const ACTS: Readonly<Record<string, { readonly weight: number; readonly act: Act }>> = {
  press: { weight: 7, act: press },
  handle: { weight: 4, act: dragHandle },
  command: { weight: 9, act: runCommand },
  undo: { weight: 2, act: (person, note) => runNamed(person, "undo", note) },
  redo: { weight: 1, act: (person, note) => runNamed(person, "redo", note) },
  write: { weight: 6, act: write },
  style: { weight: 2, act: restyle },
  dress: { weight: 1, act: dress },
  measure: { weight: 1, act: typeMeasure },
  link: { weight: 1, act: typeLink },
  name: { weight: 1, act: nameFrame },
  chain: { weight: 1, act: chain },
  crop: { weight: 2, act: crop },
  copy: { weight: 1, act: copy },
  cut: { weight: 1, act: cut },
  paste: { weight: 1, act: pasteClip },
  cards: { weight: 1, act: pasteCards },
  fillCards: { weight: 1, act: fillCards },
  menu: { weight: 1, act: menu },
  escape: { weight: 1, act: (person) => person.escape() },
};

const DEALT = Object.entries(ACTS).flatMap(([name, { weight }]) => Array<string>(weight).fill(name));

/** Performs a random action. */
export function act(person: Person, tally: Tally): void {
  const note = (what: string) => void tally.set(what, (tally.get(what) ?? 0) + 1);
  const name = person.random.pick(DEALT);
  note(`act ${name}`);
  ACTS[name].act(person, note);
}

function press(person: Person, note: (what: string) => void): void {
  const { random } = person;
  if (random.below(3) > 0) person.take(random.pick(allTools()).name);
  note(`tool ${person.editor.activeTool.peek()}`);
  const route = Array.from({ length: 1 + random.below(5) }, () => somewhere(person));
  const options = optionsOf(random);
  person.drag(route, options);
  // A second click on the same spot is a double click, or selects the shape below.
  if (route.length === 1 && random.below(2) === 0) person.drag(route, options);
}

/** Drags a handle of a selected shape or of the whole selection. */
function dragHandle(person: Person, note: (what: string) => void): void {
  const { editor: { selection, camera }, random, desk } = person;
  if (random.below(3) > 0) choose(person, 1 + random.below(2));
  person.take("select");
  const outline = selection.outline.peek();
  const { zoom } = camera;
  const boxed = outline ? handlesOf(outline, { zoom, isCoarse: false }).map((own) => toBoard(outline, own)) : [];
  const handles = [...boxed, ...desk.context.points];
  if (handles.length === 0) return;
  const { x, y } = random.pick(handles);
  const end: Point = random.below(3) === 0
    ? [x + random.below(200) - 100, y + random.below(200) - 100]
    : somewhere(person);
  if (random.below(4) > 0) return person.drag([[x, y], somewhere(person), end], optionsOf(random));
  // A click selects the point of a line, which is then deleted.
  person.drag([[x, y]]);
  runIfPossible(person, "line.point.delete", note);
}

function runCommand(person: Person, note: (what: string) => void): void {
  const { random, commands } = person;
  if (random.below(3) > 0) choose(person, random.pick([1, 1, 2, 3, 5, 99]));
  const possible = commands.filter(({ applies }) => applies?.() ?? true);
  runNamed(person, random.pick(possible).id, note);
}

function runNamed(person: Person, id: string, note: (what: string) => void): void {
  note(`command ${id}`);
  person.run(person.commands.find((command) => command.id === id)!);
}

function runIfPossible(person: Person, id: string, note: (what: string) => void): void {
  const { applies } = person.commands.find((command) => command.id === id)!;
  if (applies?.() ?? true) runNamed(person, id, note);
}

/** Types, deletes and moves the caret in the open text, or opens one. */
function write(person: Person, note: (what: string) => void): void {
  const { editor, random } = person;
  if (person.field === undefined || random.below(6) === 0) {
    const written = person.shapes.filter(isWritten);
    if (written.length > 0) editor.editText(random.pick(written));
  }
  for (let i = random.below(4); i >= 0 && person.field; i--) {
    const { field } = person;
    const at = random.below(field.length + 1);
    const removed = random.below(3) > 0
      ? 0
      : random.below(2) > 0
      ? field.length - at
      : random.below(field.length - at + 1);
    const inserted = letters(person, random.below(4));
    if (random.below(3) === 0) field.moveCaret(at);
    else field.type({ at, removed, inserted }, person.later(random.pick([80, 200, 2_000])));
    note(removed > 0 ? "typed less" : "typed more");
    person.between();
  }
  if (random.below(3) === 0) editor.endWriting();
}

function restyle(person: Person): void {
  const { editor: { styling }, random } = person;
  if (random.below(2) > 0) choose(person, random.pick([1, 2, 99]));
  const property = random.pick(STYLE_PROPERTIES);
  const value = random.pick<ShapeStyle[StyleProperty]>(LOOKS[property]);
  if (random.below(2) > 0) {
    styling.preview(property, value as never);
    person.between();
  }
  styling.set(property, value as never);
}

/** Copies the style of one shape to others. */
function dress(person: Person, note: (what: string) => void): void {
  choose(person, 1);
  runIfPossible(person, "style.copy", note);
  choose(person, person.random.pick([1, 2, 99]));
  runIfPossible(person, "style.paste", note);
}

function typeMeasure(person: Person): void {
  const { editor: { writer, selection }, random } = person;
  choose(person, random.pick([1, 1, 3]));
  const shapes = selection.shapes();
  const measures = measuresOf(shapes);
  if (measures) writer.change(measured(shapes, random.pick(Object.keys(measures) as Measure[]), random.below(700)));
}

function typeLink(person: Person): void {
  const { editor: { writer }, random } = person;
  const free = person.shapes.filter(({ locked }) => !locked);
  if (free.length === 0) return;
  writer.change(new Map([[random.pick(free).id, { link: linkFrom(random.pick(["example.org", "a@b.org", ""])) }]]));
}

function nameFrame(person: Person): void {
  const { editor, random } = person;
  const frames = person.shapes.filter(({ kind }) => kind === "frame");
  if (frames.length === 0) return;
  const frame = random.pick(frames);
  editor.editText(frame);
  if (editor.naming.peek() === frame.id) editor.writer.change(new Map([[frame.id, { name: letters(person, 5) }]]));
  editor.naming.value = undefined;
}

function chain(person: Person): void {
  const { editor, random } = person;
  const notes = person.shapes.filter(({ kind }) => kind === "note");
  if (notes.length > 0) editor.selection.set([random.pick(notes).id]);
  const note = noteInHand(editor);
  if (note) chainNote(editor, note, random.pick(SIDES));
}

/** Chooses the visible part of an image, shows all of it, or runs a command for it. */
function crop(person: Person, note: (what: string) => void): void {
  const { editor: { selection, writer }, random } = person;
  const images = person.shapes.filter((shape) => shape.kind === "image");
  if (images.length === 0) return;
  const image = random.pick(images);
  if (random.below(2) === 0) {
    selection.set([image.id]);
    const commands = person.commands.filter(({ id }) => id.startsWith("image."));
    return runIfPossible(person, random.pick(commands).id, note);
  }
  const { w, h } = image;
  const part = { x: w * random.pick([0, 0.2]), y: h * random.pick([0, 0.3]), w: w * 0.7, h: h * 0.6 };
  writer.change(new Map([[image.id, random.below(3) === 0 ? uncropped(image) : cropped(image, part)]]));
}

function copy(person: Person): void {
  choose(person, person.random.pick([1, 2, 99]));
  const chosen = person.editor.selection.shapes();
  if (chosen.length > 0) person.clip = clipOf(chosen);
}

function cut(person: Person): void {
  copy(person);
  const { selection, writer } = person.editor;
  writer.remove(new Set(selection.shapes().filter(({ locked }) => !locked).map(({ id }) => id)));
}

function pasteClip(person: Person): void {
  const { random, editor } = person;
  const [x, y] = somewhere(person);
  paste(editor, random.below(4) === 0 ? { text: letters(person, 3), html: "" } : person.clip, { x, y });
}

/** Pastes addresses of pages, whose titles come later. */
function pasteCards(person: Person): void {
  const { random, editor } = person;
  if (!editor.canDraw.peek()) return;
  const [x, y] = somewhere(person);
  const urls = Array.from({ length: 1 + random.below(3) }, () => `https://example.org/${letters(person, 3).trim()}`);
  person.cards = { column: new CardColumn(editor, urls, { at: { x, y } }), count: urls.length };
}

/** The title of a card arrives, whatever became of the card since. */
function fillCards(person: Person, note: (what: string) => void): void {
  const { random, cards } = person;
  if (cards === undefined) return;
  const description = random.below(2) === 0 ? letters(person, 4) : undefined;
  const isFilled = cards.column.fill(random.below(cards.count), { title: `${letters(person, 4)}.`, description });
  if (isFilled) note("filled a card");
}

function menu(person: Person): void {
  const [x, y] = somewhere(person);
  openMenu(person.editor, { at: { x: 0, y: 0 }, place: { x, y } });
  person.editor.menu.value = undefined;
}

function choose(person: Person, count: number): void {
  const { random, shapes, editor } = person;
  editor.endWriting();
  const ids = shapes.map(({ id }) => id);
  editor.selection.set(ids.length <= count ? ids : Array.from({ length: count }, () => random.pick(ids)));
}

/** A random point: usually in the middle or on the edge of a shape. */
function somewhere({ random, shapes }: Person): Point {
  if (shapes.length === 0 || random.below(4) === 0) return [random.below(900) - 50, random.below(700) - 50];
  const shape: Shape = random.pick(shapes);
  const { x, y } = toBoard(shape, {
    x: shape.w * random.pick([0, 0.3, 0.5, 1]),
    y: shape.h * random.pick([0, 0.5, 0.5, 1]),
  });
  return [x, y];
}

function optionsOf(random: Random): DragOptions {
  const isHeld = () => random.below(5) === 0;
  return {
    keys: { shift: isHeld(), alt: isHeld(), mod: isHeld() },
    ending: random.pick(ENDINGS),
  };
}

/** Random text in which each letter is new, so that a repeated letter reveals doubled text. */
function letters(person: Person, count: number): string {
  const { random } = person;
  return Array.from({ length: count }, () => random.below(5) === 0 ? random.pick([" ", "\n"]) : person.newLetter())
    .join("");
}
