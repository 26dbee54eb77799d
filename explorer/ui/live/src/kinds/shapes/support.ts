// What the browser draws with.

export interface Graphics {
  supported: boolean;
  software: boolean; // by the processor
}

let known: Graphics | undefined;

/** Looked up once: browsers allow few contexts. */
export function graphics(): Graphics {
  known ??= probe();
  return known;
}

function probe(): Graphics {
  const gl = document.createElement("canvas").getContext("webgl2");
  if (!gl) return { supported: false, software: false };
  const names = gl.getExtension("WEBGL_debug_renderer_info");
  const renderer = String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return { supported: true, software: /swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer) };
}
