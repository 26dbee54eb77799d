// What a person does on the map, and what comes of it.

import type { MapEvents } from "../map/map.ts";
import type { Desk } from "./desk.ts";

export function mapEvents(desk: Desk): MapEvents {
  const { actions } = desk;
  return {
    pick: (id, extend) => {
      if (!desk.steering.takes(id)) actions.pick(id, extend);
    },
    anchorMoved: (index, id) => actions.moveAnchor(index, id),
    handleMoved: (t, moving) => desk.moved({ t, shown: "path", play: false }, moving),
    keptPicked: (key, extend) => {
      const id = desk.optimizer.kept.find((one) => one.key === key)?.id ?? null;
      if (id === null) desk.optimizer.lookAt(key);
      else actions.pick(id, extend);
    },
    freeMoved: (x, y, moving) => desk.moved({ place: { x, y }, shown: "place", play: false }, moving),
    selected: (ids) => actions.select(ids),
    needThumbnails: (ids) => desk.thumbnails.need(ids),
    needSheet: (columns, box) => {
      desk.send({ type: "sheet", columns, box, colour: desk.theme.material });
      if (!desk.view.sheet) desk.change({ sheet: true });
    },
    sheetOff: () => {
      desk.send({ type: "sheet_stop" });
      desk.change({ sheet: false });
    },
    terrain: (terrain) => desk.change({ terrain }),
    colour: (label) => desk.change({ colour: label }),
    hidden: (categories) => desk.change({ hidden: categories }),
    search: (query) => desk.change({ search: query }),
    windowChanged: (window) => desk.change({ window }),
  };
}
