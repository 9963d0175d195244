/** An SVG with most of what such files hold. */
export const SVG_FILE =
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 400 300" width="800">
  <style>.hot { fill: #ff8800; stroke: red; } #own { stroke-width: 3 }</style>
  <defs>
    <linearGradient id="g1"><stop offset="0" stop-color="#123456"/><stop offset="1" stop-color="white"/></linearGradient>
    <linearGradient id="g2" xlink:href="#g1"/>
    <symbol id="icon" viewBox="0 0 10 10"><path d="M0 0h10v10H0z M2 2v6h6v-6z" fill-rule="evenodd"/></symbol>
    <circle id="dot" r="5" fill="green"/>
  </defs>
  <g id="all" transform="translate(10, 20)" opacity="0.5">
    <rect class="hot" id="own" x="0" y="0" width="100" height="40" rx="4"/>
    <rect width="40" height="20" transform="rotate(30 20 10)" fill="none" stroke="blue" stroke-dasharray="8 4"/>
    <ellipse cx="200" cy="50" rx="40" ry="20" style="fill:url(#g2);stroke:none"/>
  </g>
  <line x1="0" y1="100" x2="100" y2="100" stroke="black" stroke-width="2" marker-end="url(#arrow)"/>
  <polyline points="0,150 50,120 100,150" fill="none" stroke="#00f"/>
  <polygon points="150,150 200,120 250,150" fill="lime"/>
  <path d="M300 100 C 320 60, 360 60, 380 100 S 340 180 300 100 Z" fill="purple" stroke="black"/>
  <text x="10" y="200" font-size="20" font-family="Georgia, serif">Hello <tspan font-weight="bold">world</tspan><tspan x="10" dy="1.2em">again</tspan></text>
  <text x="200" y="200" text-anchor="middle">middle</text>
  <use href="#icon" x="300" y="200" width="50" height="50"/>
  <use xlink:href="#dot" x="380" y="20"/>
  <a href="https://example.org/"><circle cx="20" cy="250" r="10"/></a>
  <rect width="5" height="5" display="none"/>
  <svg x="100" y="220" width="40" height="40" viewBox="0 0 4 4"><rect width="4" height="4" fill="teal"/></svg>
</svg>`;
