// A QR code, drawn into a page and read from a picture. Nothing is sent.

import { decodeQR, encodeQR } from "../vendor/qr.js";

const SVG = "http://www.w3.org/2000/svg";
// What a camera needs to find the code on paper (ISO/IEC 18004).
const QUIET_ZONE = 4;
// Larger pictures make reading slow without making it better.
const MOST_PIXELS = 1600;

function child(parent, name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent.append(element);
}

/** @param {SVGElement} target an empty <svg> @param {string} text */
export function drawQr(target, text) {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: QUIET_ZONE });
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])));
  target.setAttribute("viewBox", `0 0 ${rows.length} ${rows.length}`);
  target.setAttribute("shape-rendering", "crispEdges");
  target.replaceChildren();
  // Black on white whatever the page's colours are: a camera has to read it.
  child(target, "rect", { width: rows.length, height: rows.length, fill: "#fff" });
  child(target, "path", { d: path.join(""), fill: "#000" });
}

/**
 * @param {Blob} picture of a QR code
 * @returns {Promise<string|null>} its text, or null where none was found
 */
export async function readQr(picture) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(picture);
  } catch {
    return null;
  }
  const scale = Math.min(1, MOST_PIXELS / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [bitmap.width, bitmap.height].map((size) => Math.round(size * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  try {
    return decodeQR(context.getImageData(0, 0, width, height));
  } catch {
    return null;
  }
}
