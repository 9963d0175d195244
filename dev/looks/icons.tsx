import { HEADS } from "../../board/figure/line/arrow_head.ts";
import { Icon, ICON_PATHS, type IconName, Mark } from "../../client/ui/controls/icon.tsx";
import { PANEL_ICONS } from "../../client/ui/controls/panel_icons.ts";
import { BOARD_ICONS, TOOL_ICONS } from "../../client/ui/controls/board_icons.ts";
import { MENU_ICONS } from "../../client/ui/view/menu_icons.ts";
import {
  DASH_FACES,
  FILL_FACES,
  FontFace,
  HeadFace,
  ROUTE_FACES,
  SizeFace,
} from "../../client/ui/style/style_faces.tsx";
import { TALK_ICONS } from "../../client/ui/talk/talk_icons.ts";
import { FONTS } from "../../board/style.ts";
import { Cell } from "./foundations.tsx";

/** The logo, all icons, and the faces of style choices. */
export function Icons() {
  const faces = Object.entries({ ...DASH_FACES, ...FILL_FACES, ...ROUTE_FACES });
  return (
    <>
      <h2>Logo</h2>
      <div class="looks-row">
        {[16, 24, 32, 64].map((px) => (
          <Cell key={px} label={`${px}`}>
            <img src="/icon.svg" width={px} height={px} alt="" />
          </Cell>
        ))}
        <Cell label="mark">
          <Mark />
        </Cell>
      </div>
      <h2>Icons</h2>
      <div class="looks-row">
        {(Object.keys(ICON_PATHS) as IconName[]).map((name) => (
          <Cell key={name} label={name}>{<Icon name={name} />}</Cell>
        ))}
      </div>
      <h3>Loaded with the bars, the menu, the style panel and the chat</h3>
      <div class="looks-row">
        {Object.entries({ ...TOOL_ICONS, ...BOARD_ICONS, ...MENU_ICONS, ...PANEL_ICONS, ...TALK_ICONS }).map((
          [name, icon],
        ) => (
          <Cell key={name} label={name}>
            <Icon name={icon} />
          </Cell>
        ))}
      </div>
      <h3>Faces of styles</h3>
      <div class="looks-row">
        {faces.map(([name, face]) => <Cell key={name} label={name}>{face}</Cell>)}
        {HEADS.map((head) => (
          <Cell key={head} label={head}>
            <HeadFace head={head} isStart={false} />
          </Cell>
        ))}
        {FONTS.map((font) => (
          <Cell key={font} label={font}>
            <FontFace font={font} />
          </Cell>
        ))}
        <Cell label="size">
          <SizeFace letters="XL" />
        </Cell>
      </div>
    </>
  );
}
