// What comes from the server, and who gets it.

import type { Directions, MapData, Measured } from "../types.ts";
import type { Desk } from "./desk.ts";
import type { LineEvents } from "./line.ts";
import { anchorsOf } from "./state.ts";

export interface AnswerPorts {
  map(data: MapData): void;
  directions(directions: Directions): void;
  measured(measured: Measured): void;
}

export function answers(desk: Desk, ports: AnswerPorts): LineEvents {
  const { travel, optimizer, thumbnails, map } = desk;
  return {
    connected: () => {
      thumbnails.again();
      thumbnails.need(anchorsOf(desk.view));
      travel.again();
      if (map.terrain) desk.send({ type: "terrain", on: true });
    },
    map: (data) => ports.map(data),
    course: (slot, course) => travel.courses.took(slot, course),
    curve: (slot, curve) => {
      travel.curves[slot] = curve;
      desk.draw();
    },
    terrain: (terrain) => map.setTerrain(terrain),
    run: (news) => optimizer.took(news),
    kept: (points) => {
      const newest = points[points.length - 1];
      if (newest?.key === `kept/${optimizer.run?.number}`) desk.say("Kept as a point on the map: a click shows it again.");
      optimizer.keeps(points);
    },
    directions: (directions) => ports.directions(directions),
    measured: (measured) => ports.measured(measured),
    frame: (frame) => travel.take(frame),
    thumb: (id, colour, url) => {
      if (!thumbnails.took(id, colour, url)) return;
      map.setThumbnail(id, url);
      desk.draw();
    },
    tile: (tile) => map.setTile(tile),
    failed: (text) => {
      travel.courses.failed();
      desk.say(text);
    },
  };
}
