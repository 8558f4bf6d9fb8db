// The one place that knows where libraries are, and their versions.
export { html, svg, nothing, render } from '/webjars/lit-html/@lit-html.version@/lit-html.js';
export { repeat } from '/webjars/lit-html/@lit-html.version@/directives/repeat.js';
export { ref } from '/webjars/lit-html/@lit-html.version@/directives/ref.js';

/** Charts; loaded when the first one is drawn. */
export const loadChart = async () => (await import('/webjars/uplot/@uplot.version@/dist/uPlot.esm.js')).default;

/** Graph layout; it registers itself as a global. */
export const loadLayout = async () => {
  await import('/webjars/dagre/@dagre.version@/dist/dagre.min.js');
  return globalThis.dagre;
};
