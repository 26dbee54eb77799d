// What the screen shows and does, as its parts see it: the app is behind it, and none of them knows the app.

import type { Kind, NetworkView } from "../kinds/port.ts";
import type { SpaceMap } from "../map/map.ts";
import type { Optimizer } from "../optimize/optimizer.ts";
import type { Directions } from "../types.ts";
import type { ClientMessage } from "../wire/messages.ts";
import type { Actions } from "./actions.ts";
import type { Control } from "./control.ts";
import type { Panes } from "./layout.ts";
import type { View } from "./state.ts";
import type { Steering } from "./steering.ts";
import type { ShellTheme } from "./theme.ts";
import type { Thumbnails } from "./thumbnails.ts";
import type { Travel } from "./travel.ts";

export interface Desk extends Control {
  readonly space: string;
  readonly title: string; // of the space
  readonly kind: Kind;
  readonly theme: ShellTheme;
  readonly directions: Directions | null; // null: not known yet
  readonly panes: Panes;
  readonly map: SpaceMap;
  readonly viewer: NetworkView;
  readonly actions: Actions;
  readonly travel: Travel;
  readonly steering: Steering;
  readonly optimizer: Optimizer;
  readonly thumbnails: Thumbnails;
  name(id: number): string;
  /** The hand moved something over the map or on the track. */
  moved(patch: Partial<View>, moving: boolean): void;
  /** While a hand holds something, nothing is reported, and animation frames are timed. */
  drag(on: boolean): void;
  /** Draws what is around map and viewer anew, with the next animation frame. */
  draw(): void;
  /** Whether the message went out. */
  send(message: ClientMessage): boolean;
}
