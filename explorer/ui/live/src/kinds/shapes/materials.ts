// What the shape and the floor are made of.
//
// These are shaders of our own: three's general ones cost three times as much where a processor draws. Each has two
// ways: finely, and as a draft that works out the light at the vertices alone, for while things move on a slow machine.

import {
  Color, DataTexture, type DepthTexture, DoubleSide, FrontSide, LinearFilter, LineBasicMaterial, Matrix4, type Plane,
  RedFormat, ShaderMaterial, UnsignedByteType, Vector3,
} from "three";
import { CELLS, EXTENT, Shade } from "./shade.ts";

export const FLOOR_RADIUS = 3.4; // cube units

/** Lights as they fall on the shape; colours already times their strengths. */
export interface Lights {
  sky: Color;
  ground: Color; // from below
  key: Color;
  fill: Color; // from the eye
  rim: Color; // from behind
  sheen: number; // how much the surface shines
}

/**
 * The shape. Where a section cuts it, the eye looks through the cut at faces from behind; these are painted flat, with
 * a hatch that lies in the plane of the cut, and so look like the cut surface itself. That needs no second drawing.
 */
export class ShapeMaterial extends ShaderMaterial {
  private readonly values = {
    base: { value: new Color() },
    cutColour: { value: new Color() },
    hatchColour: { value: new Color() },
    sky: { value: new Color() },
    ground: { value: new Color() },
    key: { value: new Color() },
    fill: { value: new Color() },
    rim: { value: new Color() },
    sheen: { value: 0 },
    toKey: { value: new Vector3() },
    toRim: { value: new Vector3() },
    section: { value: 2 },
    shadowMap: { value: null as DepthTexture | null },
    shadowMatrix: { value: new Matrix4() },
    shadowBlur: { value: 0 },
  };

  constructor() {
    super({ vertexShader: SHAPE_VERTEX, fragmentShader: SHAPE_FRAGMENT, polygonOffset: true, polygonOffsetFactor: 1 });
    this.polygonOffsetUnits = 1; // so that the lines of a wireframe lie above
    this.uniforms = this.values;
  }

  setColours(base: Color, cut: Color, hatch: Color, { sheen, ...lights }: Lights): void {
    this.values.base.value.copy(base);
    this.values.cutColour.value.copy(cut);
    this.values.hatchColour.value.copy(hatch);
    this.values.sheen.value = sheen;
    for (const name of ["sky", "ground", "key", "fill", "rim"] as const) this.values[name].value.copy(lights[name]);
  }

  setDirections(toKey: Vector3, toRim: Vector3): void {
    this.values.toKey.value.copy(toKey);
    this.values.toRim.value.copy(toRim);
  }

  /** `blur`: how soft the edge of the shadow is, as a share of the map; null for no shadow. */
  setShadow(map: DepthTexture | null, matrix: Matrix4, blur: number): void {
    this.values.shadowMap.value = map;
    this.values.shadowMatrix.value.copy(matrix);
    this.values.shadowBlur.value = blur;
    define(this, "SHADOW", map !== null);
  }

  setDraft(draft: boolean): void {
    define(this, "DRAFT", draft);
  }

  /** `plane`: for the shadow, which three.js draws; its constant is where x is cut. */
  setSection(plane: Plane | null): void {
    this.values.section.value = plane?.constant ?? 2;
    this.clippingPlanes = plane ? [plane] : [];
    this.clipShadows = plane !== null;
    this.side = plane ? DoubleSide : FrontSide;
    define(this, "SECTION", plane !== null);
  }
}

const LIGHTING = /* glsl */ `
uniform vec3 base;
uniform vec3 sky;
uniform vec3 ground;
uniform vec3 key;
uniform vec3 fill;
uniform vec3 rim;
uniform float sheen;
uniform vec3 toKey;
uniform vec3 toRim;

#ifdef SHADOW
uniform highp sampler2DShadow shadowMap;
uniform float shadowBlur;

/** Share of the key light that arrives: four places around, each a mean of four itself. */
float arriving( vec4 place ) {
  float depth = place.z - 0.0008;
  vec2 wide = vec2( shadowBlur, 0.42 * shadowBlur );
  return 0.25 * (
    texture( shadowMap, vec3( place.xy + vec2( wide.x, wide.y ), depth ) ) +
    texture( shadowMap, vec3( place.xy + vec2( - wide.y, wide.x ), depth ) ) +
    texture( shadowMap, vec3( place.xy - vec2( wide.x, wide.y ), depth ) ) +
    texture( shadowMap, vec3( place.xy + vec2( wide.y, - wide.x ), depth ) ) );
}
#else
float arriving( vec4 place ) { return 1.0; }
#endif

/** Of one light: what the surface scatters, and what it mirrors. */
vec3 lit( vec3 light, vec3 to, vec3 normal, vec3 toEye ) {
  float facing = max( dot( normal, to ), 0.0 );
  float mirrored = pow( max( dot( normal, normalize( to + toEye ) ), 0.0 ), 26.0 );
  return light * facing * ( base + sheen * mirrored );
}

vec3 shaded( vec3 normal, vec3 toEye, vec4 shadowPlace ) {
  vec3 ambient = mix( ground, sky, 0.5 + 0.5 * normal.y ) + fill * max( dot( normal, toEye ), 0.0 );
  vec3 keyed = lit( key, toKey, normal, toEye );
  float open = keyed.r > 0.0 ? arriving( shadowPlace ) : 0.0;
  vec3 light = base * ambient + keyed * open + lit( rim, toRim, normal, toEye );
  return sRGBTransferOETF( vec4( light, 1.0 ) ).rgb;
}
`;

const SHAPE_VERTEX = /* glsl */ `
uniform mat4 shadowMatrix;
varying vec3 place;
#ifdef DRAFT
varying vec3 colour;
vec4 sRGBTransferOETF( in vec4 value ) { return vec4( pow( value.rgb, vec3( 0.41666 ) ) * 1.055 - 0.055, value.a ); }
${LIGHTING}
#else
varying vec3 across;
varying vec4 shadowPlace;
#endif

void main() {
  vec4 world = modelMatrix * vec4( position, 1.0 );
  place = world.xyz;
  gl_Position = projectionMatrix * viewMatrix * world;
  vec4 inShadow = shadowMatrix * vec4( world.xyz + 0.02 * normal, 1.0 );
  #ifdef DRAFT
  colour = shaded( normalize( normal ), normalize( cameraPosition - place ), inShadow );
  #else
  across = normal;
  shadowPlace = inShadow;
  #endif
}
`;

const SHAPE_FRAGMENT = /* glsl */ `
varying vec3 place;
#ifdef SECTION
uniform float section;
uniform vec3 cutColour;
uniform vec3 hatchColour;
#endif
#ifdef DRAFT
varying vec3 colour;
#else
varying vec3 across;
varying vec4 shadowPlace;
${LIGHTING}
#endif

void main() {
  #ifdef SECTION
  if ( place.x > section ) discard;
  if ( ! gl_FrontFacing ) {
    vec3 ray = place - cameraPosition;
    vec3 onCut = cameraPosition + ray * ( ( section - cameraPosition.x ) / ray.x );
    float along = ( onCut.y + onCut.z ) * 13.0;
    float width = fwidth( along );
    float line = ( 1.0 - smoothstep( 0.1, 0.1 + width, abs( fract( along ) - 0.5 ) ) ) * clamp( 1.0 - width, 0.0, 1.0 );
    gl_FragColor = sRGBTransferOETF( vec4( mix( cutColour, hatchColour, line ), 1.0 ) );
    return;
  }
  #endif
  #ifdef DRAFT
  gl_FragColor = vec4( colour, 1.0 );
  #else
  gl_FragColor = vec4( shaded( normalize( across ), normalize( cameraPosition - place ), shadowPlace ), 1.0 );
  #endif
}
`;

/** The lines of the wireframe. */
export function lineMaterial(): LineBasicMaterial {
  return new LineBasicMaterial({ transparent: true, depthWrite: false, opacity: 0.42 });
}

/** The floor: paper that is a little lit around the shape, with the shape's shadow and the shade where it stands. */
export class FloorMaterial extends ShaderMaterial {
  readonly shade = new Shade();
  private readonly texture = new DataTexture(this.shade.values, CELLS, CELLS, RedFormat, UnsignedByteType);
  private readonly values = {
    paper: { value: new Vector3() },
    pool: { value: new Vector3() },
    dark: { value: new Vector3() },
    shade: { value: this.texture },
  };

  constructor() {
    super({ vertexShader: FLOOR_VERTEX, fragmentShader: FLOOR_FRAGMENT });
    this.texture.minFilter = this.texture.magFilter = LinearFilter;
    this.uniforms = this.values;
  }

  /** Mixed as they are on the screen: a conversion for each pixel would cost more than all else. */
  setColours(paper: Color, pool: Color, dark: Color): void {
    for (const [name, colour] of Object.entries({ paper, pool, dark }) as ["paper" | "pool" | "dark", Color][]) {
      const { r, g, b } = colour.clone().convertLinearToSRGB();
      this.values[name].value.set(r, g, b);
    }
  }

  setDraft(draft: boolean): void {
    define(this, "DRAFT", draft);
  }

  /** `shade` was drawn. */
  shadeChanged(): void {
    this.texture.needsUpdate = true;
  }

  override dispose(): void {
    this.texture.dispose();
    super.dispose();
  }
}

const FLOOR_VERTEX = /* glsl */ `
uniform vec3 paper;
uniform vec3 pool;
varying vec2 spot;
varying vec3 colour;
void main() {
  vec4 world = modelMatrix * vec4( position, 1.0 );
  float lit = clamp( 1.08 - dot( world.xz, world.xz ) * ${(1.08 / FLOOR_RADIUS ** 2).toFixed(4)}, 0.0, 1.0 );
  colour = mix( paper, pool, lit * lit );
  spot = world.xz * ${(0.5 / EXTENT).toFixed(4)} + 0.5;
  gl_Position = projectionMatrix * viewMatrix * world;
}
`;

// The noise hides the steps of a slow gradient on a dark screen.
const FLOOR_FRAGMENT = /* glsl */ `
uniform vec3 dark;
uniform sampler2D shade;
varying vec2 spot;
varying vec3 colour;
void main() {
  gl_FragColor = vec4( mix( colour, dark, texture2D( shade, spot ).r ), 1.0 );
  #ifndef DRAFT
  float noise = fract( 52.98 * fract( dot( gl_FragCoord.xy, vec2( 0.0671, 0.00584 ) ) ) );
  gl_FragColor.rgb += ( noise - 0.5 ) / 255.0;
  #endif
}
`;

/** Programs of all ways are kept, so that changing between them costs nothing. */
function define(material: ShaderMaterial, name: string, on: boolean): void {
  if (name in material.defines === on) return;
  if (on) material.defines[name] = "";
  else delete material.defines[name];
  material.needsUpdate = true;
}
