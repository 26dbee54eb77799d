// Places that a view asks frames for. Pure.

import type { BasePlace, Course, Move, PathKind, Place } from "../types.ts";
import { anchorsOf, type View } from "./state.ts";

/** What a slot's path should be; null: none. */
export interface PathWish {
  readonly anchors: readonly number[];
  readonly kind: PathKind;
  readonly spline: boolean;
}

/** The paths that a view needs: the one under the hand, and the one beside it. */
export function wishesOf(view: View): [PathWish | null, PathWish | null] {
  const anchors = anchorsOf(view);
  if (anchors.length < 2) return [null, null];
  const wish = (kind: PathKind): PathWish => ({ anchors, kind, spline: view.spline && anchors.length > 2 });
  return [wish(view.path), view.versus ? wish(view.versus) : null];
}

export function sameWish(p: PathWish | null, q: PathWish | null): boolean {
  if (!p || !q) return p === q;
  return p.kind === q.kind && p.spline === q.spline && p.anchors.join() === q.anchors.join();
}

/** Whether the server's answer is to this wish. It may call a straight path of two anchors no spline. */
export function answers(course: Course, wish: PathWish): boolean {
  const spline = wish.anchors.length < 3 || course.spline === wish.spline;
  return course.kind === wish.kind && spline && course.anchors.join() === wish.anchors.join();
}

/** What each slot shows; a path whose course is not known yet is not a place. */
export function placesOf(view: View, courses: readonly (Course | null)[], t = view.t): (BasePlace | null)[] {
  if (view.shown === "network") return [view.id === null ? null : { kind: "network", id: view.id }];
  if (view.shown === "point") return [view.point === null ? null : { kind: "told", key: view.point }];
  if (view.shown === "place") return [view.place ? { kind: "map", x: view.place.x, y: view.place.y } : null];
  if (view.shown === "mean") return [view.selection.length > 0 ? { kind: "mean", ids: [...view.selection] } : null];
  const [a, b, c] = view.sum;
  if (view.shown === "sum") return [a === undefined || b === undefined || c === undefined ? null : { kind: "analogy", a, b, c }];
  const slots = view.versus ? [courses[0], courses[1]] : [courses[0]];
  return slots.map((course) => (course ? { kind: "path", path: course.key, t } : null));
}

/** The first of these places, moved; without moves they stay. */
export function steeredPlaces(places: readonly (BasePlace | null)[], moves: readonly Move[]): (Place | null)[] {
  if (moves.length === 0) return [...places];
  const [base] = places;
  return [base ? { kind: "steered", base, moves } : null];
}

export function samePlace(p: Place | null | undefined, q: Place | null | undefined): boolean {
  if (!p || !q || p.kind !== q.kind) return false;
  if (p.kind === "path" && q.kind === "path") return p.path === q.path && Math.abs(p.t - q.t) < 1e-6;
  if (p.kind === "map" && q.kind === "map") return Math.abs(p.x - q.x) < 1e-6 && Math.abs(p.y - q.y) < 1e-6;
  if (p.kind === "network" && q.kind === "network") return p.id === q.id;
  if (p.kind === "told" && q.kind === "told") return p.key === q.key;
  if (p.kind === "analogy" && q.kind === "analogy") return p.a === q.a && p.b === q.b && p.c === q.c;
  if (p.kind === "steered" && q.kind === "steered") return p.moves.join() === q.moves.join() && samePlace(p.base, q.base);
  return p.kind === "mean" && q.kind === "mean" && p.ids.join() === q.ids.join();
}

/** Value at t of something known at evenly spaced places. */
export function valueAt(values: readonly number[], t: number): number {
  const at = Math.min(Math.max(t, 0), 1) * (values.length - 1);
  const low = Math.floor(at);
  const [from = 0, to = from] = [values[low], values[low + 1]];
  return from + (to - from) * (at - low);
}
