import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { COLORS, contrast, hexOf, type Theme } from "../../board/palette.ts";
import { type Token, tokensOfPage } from "./tokens.ts";

/** Distances between and inside of elements, CSS pixels. */
const SPACING = [2, 4, 6, 8, 10, 12, 14, 16, 20, 24, 28, 48];

/** Colours, text sizes, distances, radii, elevation and motion. */
export function Foundations({ theme }: { theme: Theme }) {
  const tokens = tokensOfPage();
  const named = (prefix: string) => tokens.filter(({ name }) => name.startsWith(prefix));
  const isColor = ({ value }: Token) => /^(?:light-dark\()?#|^conic/.test(value);
  const times = tokens.filter(({ value }) => /^\.?\d[\d.]*m?s$/.test(value));
  return (
    <>
      <h2>Colours</h2>
      <div class="looks-row">{tokens.filter(isColor).map((token) => <Color key={token.name} token={token} />)}</div>
      <h3>Of shapes and people</h3>
      <div class="looks-row">
        {COLORS.map((color) => (
          <Cell key={color} label={`${color} ${hexOf(color, theme)}`}>
            <div class="looks-color" style={{ background: hexOf(color, theme) }} />
          </Cell>
        ))}
      </div>
      <h2>Text</h2>
      {named("--text-").map(({ name, value }) => (
        <p key={name} style={{ fontSize: `var(${name})` }}>
          People draw on one board <span class="note">{name} {value}</span>
        </p>
      ))}
      <p style={{ fontWeight: 600 }}>Titles and labels have the weight 600.</p>
      <p class="note">Notes are smaller and softer.</p>
      <p class="problem">Problems say what happened and what to do.</p>
      <h2>Distances</h2>
      <div class="looks-row is-tight">
        {SPACING.map((px) => (
          <Cell key={px} label={`${px}`}>
            <div class="looks-space" style={{ width: `${px}px` }} />
          </Cell>
        ))}
      </div>
      <h2>Radii and elevation</h2>
      <div class="looks-row">
        {named("--radius-").map(({ name, value }) => (
          <Cell key={name} label={`${name} ${value}`}>
            <div class="looks-box" style={{ borderRadius: `var(${name})` }} />
          </Cell>
        ))}
        <Cell label="flat: a line">
          <div class="looks-box" style={{ borderColor: "var(--line)", borderRadius: "var(--radius-l)" }} />
        </Cell>
        <Cell label="raised: --shadow">
          <div class="looks-box panel" />
        </Cell>
        <Cell label="dialog: --veil behind">
          <div class="looks-color" style={{ background: "var(--veil)" }} />
        </Cell>
      </div>
      <h2>Motion</h2>
      <div class="looks-row">
        {times.map(({ name, value }) => (
          <Cell key={name} label={`${name} ${value}`}>
            <div class="looks-moving" style={{ animationDuration: `max(var(${name}), 100ms)` }} />
          </Cell>
        ))}
      </div>
    </>
  );
}

export function Cell({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="looks-cell">
      {children}
      <span>{label}</span>
    </div>
  );
}

/** A colour, with its contrast with the paper. */
function Color({ token: { name, value } }: { token: Token }) {
  const box = useRef<HTMLDivElement>(null);
  const ratio = useSignal("");
  useLayoutEffect(() => {
    const hex = hexShown(getComputedStyle(box.current!).backgroundColor);
    const paper = hexShown(getComputedStyle(box.current!.closest(".looks-theme")!).backgroundColor);
    if (hex && paper) ratio.value = `${hex} ${contrast(hex, paper).toFixed(1)} : 1`;
  }, []);
  return (
    <Cell label={name}>
      <div ref={box} class="looks-color" style={{ background: value.startsWith("conic") ? value : `var(${name})` }} />
      <span>{ratio.value}</span>
    </Cell>
  );
}

/** `#rrggbb` of an opaque computed colour. */
function hexShown(color: string): string | undefined {
  const parts = color.match(/^rgb\((\d+), (\d+), (\d+)\)$/)?.slice(1);
  return parts && `#${parts.map((part) => Number(part).toString(16).padStart(2, "0")).join("")}`;
}
